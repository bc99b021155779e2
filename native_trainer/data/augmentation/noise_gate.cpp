#include "data/augmentation/noise_gate.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "audio/noise.h"

namespace earshot {

void gate_noise(std::span<float> samples, int sample_rate, double decibels) {
  const std::size_t frame = std::max<std::size_t>(1, static_cast<std::size_t>(sample_rate) / 100);
  std::vector<double> powers;
  for (std::size_t begin = 0; begin < samples.size(); begin += frame) {
    powers.push_back(mean_power(samples.subspan(begin, std::min(frame, samples.size() - begin))));
  }
  if (powers.empty()) return;
  const double least = std::ranges::max(powers) * std::pow(10.0, -decibels / 10.0);
  const auto gain_of = [&](std::size_t place) { return powers[place] < least ? 0.0f : 1.0f; };
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::size_t place = i / frame;
    const float gain = gain_of(place);
    const float next = gain_of(std::min(place + 1, powers.size() - 1));
    samples[i] *= std::lerp(gain, next, static_cast<float>(i % frame) / static_cast<float>(frame));
  }
}

}  // namespace earshot
