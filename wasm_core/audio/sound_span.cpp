#include "audio/sound_span.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace earshot {
namespace {

constexpr double kFrameSeconds = 0.02;
constexpr double kHopSeconds = 0.01;
constexpr double kLongestPause = 0.25;  // seconds
constexpr double kAboveRoom = 8.0;      // dB
constexpr double kDynamicRange = 35.0;  // dB below the loudest
constexpr double kLeastRange = 20.0;    // likewise
constexpr float kPreEmphasis = 0.97f;   // as usual for speech

double decibels(double power) {
  return 10.0 * std::log10(power + 1e-20);
}

/// The power of every frame; of the last ones, whatever they hold.
std::vector<double> frame_powers(std::span<const float> samples, std::size_t frame, std::size_t hop) {
  std::vector<double> powers;
  for (std::size_t begin = 0; begin < samples.size(); begin += hop) {
    const std::size_t end = std::min(begin + frame, samples.size());
    double sum = 0.0;
    for (std::size_t i = std::max<std::size_t>(begin, 1); i < end; ++i) {
      const double x = samples[i] - kPreEmphasis * samples[i - 1];
      sum += x * x;
    }
    powers.push_back(sum / static_cast<double>(end - begin));
  }
  return powers;
}

double quietest_tenth(std::vector<double> powers) {
  const auto nth = powers.begin() + static_cast<std::ptrdiff_t>(powers.size() / 10);
  std::ranges::nth_element(powers, nth);
  return *nth;
}

/// Frames of one sound.
struct Run {
  std::size_t first = 0;
  std::size_t last = 0;
  double energy = 0.0;
};

}  // namespace

SampleSpan find_sound(std::span<const float> samples, int sample_rate) {
  const auto hop = static_cast<std::size_t>(kHopSeconds * sample_rate);
  const auto frame = static_cast<std::size_t>(kFrameSeconds * sample_rate);
  const std::vector<double> powers = frame_powers(samples, frame, hop);
  if (powers.empty() || *std::ranges::max_element(powers) == 0.0) return {};

  const double loudest = decibels(*std::ranges::max_element(powers));
  const double room = std::min(decibels(quietest_tenth(powers)), loudest);
  const double threshold = std::clamp(room + kAboveRoom, loudest - kDynamicRange, loudest - kLeastRange);

  const auto longest_pause = static_cast<std::size_t>(kLongestPause / kHopSeconds);
  std::vector<Run> runs;
  for (std::size_t i = 0; i < powers.size(); ++i) {
    if (decibels(powers[i]) < threshold) continue;
    if (runs.empty() || i - runs.back().last > longest_pause) runs.push_back({.first = i});
    runs.back().last = i;
    runs.back().energy += powers[i];
  }
  const Run run = *std::ranges::max_element(runs, {}, &Run::energy);
  return {run.first * hop, std::min(run.last * hop + frame, samples.size())};
}

SampleSpan with_margin(const SampleSpan& span, std::size_t margin, std::size_t samples) {
  return {span.begin - std::min(span.begin, margin), std::min(span.end + margin, samples)};
}

}  // namespace earshot
