#include "audio/clip.h"

namespace earshot {

std::vector<float> mix_down(const Clip& clip) {
  if (clip.channels.empty()) return {};
  std::vector<float> mono = clip.channels.front();
  if (clip.channels.size() == 1) return mono;
  for (std::size_t channel = 1; channel < clip.channels.size(); ++channel) {
    for (std::size_t i = 0; i < mono.size(); ++i) mono[i] += clip.channels[channel][i];
  }
  const auto count = static_cast<float>(clip.channels.size());
  for (float& sample : mono) sample /= count;
  return mono;
}

}  // namespace earshot
