// What compare.sh counts the instructions of: a second at 22050 Hz to 44 frames of 128 mel bands, as often as
// it is told.

#include <cstdio>
#include <cstdlib>

#include "features/front_end.h"
#include "model/self_check.h"

int main(int count, char** arguments) {
  const int calls = count == 2 ? std::atoi(arguments[1]) : 0;
  if (calls < 1) {
    std::fputs("Usage: mel_instructions CALLS\n", stderr);
    return 2;
  }
  const earshot::FrontEndSpec spec;  // librosa's defaults
  const earshot::Clip clip = earshot::self_check_signal({}, spec.sample_rate);
  earshot::FrontEnd front_end(spec);
  float sum = 0.0f;
  for (int call = 0; call < calls; ++call) sum += front_end.compute(clip).values.front();
  std::printf("%g\n", static_cast<double>(sum));
  return 0;
}
