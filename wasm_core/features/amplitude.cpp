#include "features/amplitude.h"

#include <cstddef>

#include "floats.h"

namespace earshot {

float peak_of(std::span<const float> samples) {
  Floats peak{};
  in_blocks(samples.size(), [&](std::size_t first, auto count) {
    peak = greater(absolute(load(&samples[first], count)), peak);
  });
  return greatest_of(peak);
}

double amplitude_gain(AmplitudeScaling scaling, float peak) {
  switch (scaling) {
    case AmplitudeScaling::none:
      break;
    case AmplitudeScaling::peak:
      return peak == 0.0f ? 1.0 : 1.0 / static_cast<double>(peak);
    case AmplitudeScaling::int16:
      return 32768.0;
  }
  return 1.0;
}

}  // namespace earshot
