#include "audio/sound_span.h"

#include <algorithm>
#include <cmath>
#include <optional>
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

constexpr double kAboveMedian = 2.0;     // dB
constexpr double kHeardRange = 60.0;     // dB below the loudest
constexpr double kLagSeconds = 0.00025;  // of the difference that takes rumble away and lifts 2 kHz most

double decibels(double power) {
  return 10.0 * std::log10(power + 1e-20);
}

std::size_t samples_in(double seconds, int sample_rate) {
  return std::max<std::size_t>(1, static_cast<std::size_t>(seconds * sample_rate));
}

/// The power of every frame of x[i] - share * x[i - lag]; of the last ones, whatever they hold.
std::vector<double> frame_powers(std::span<const float> samples, int sample_rate, std::size_t lag,
                                 float share) {
  const std::size_t frame = samples_in(kFrameSeconds, sample_rate);
  const std::size_t hop = samples_in(kHopSeconds, sample_rate);
  std::vector<double> powers;
  for (std::size_t begin = 0; begin < samples.size(); begin += hop) {
    const std::size_t end = std::min(begin + frame, samples.size());
    double sum = 0.0;
    for (std::size_t i = std::max(begin, lag); i < end; ++i) {
      const double x = samples[i] - share * samples[i - lag];
      sum += x * x;
    }
    powers.push_back(sum / static_cast<double>(end - begin));
  }
  return powers;
}

/// What this share of them does not reach.
double quantile(std::vector<double> powers, double share) {
  const auto nth = powers.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(powers.size()));
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
  const std::vector<double> powers = frame_powers(samples, sample_rate, 1, kPreEmphasis);
  if (powers.empty() || *std::ranges::max_element(powers) == 0.0) return {};

  const double loudest = decibels(*std::ranges::max_element(powers));
  const double room = std::min(decibels(quantile(powers, 0.1)), loudest);
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
  const std::size_t hop = samples_in(kHopSeconds, sample_rate);
  const std::size_t end = run.last * hop + samples_in(kFrameSeconds, sample_rate);
  return {run.first * hop, std::min(end, samples.size())};
}

std::size_t window_of_most_sound(std::span<const float> samples, int sample_rate, std::size_t length) {
  const std::vector<double> powers =
      frame_powers(samples, sample_rate, samples_in(kLagSeconds, sample_rate), 1.0f);
  if (powers.empty()) return 0;
  const double loudest = decibels(*std::ranges::max_element(powers));
  const double threshold = std::max(decibels(quantile(powers, 0.5)) + kAboveMedian, loudest - kHeardRange);
  const auto heard = [&](std::size_t place) { return std::max(decibels(powers[place]) - threshold, 0.0); };

  const std::size_t hop = samples_in(kHopSeconds, sample_rate);
  const std::size_t frames = std::max<std::size_t>(1, length / hop);
  const std::size_t last = (samples.size() - length) / hop;
  double sum = 0.0;
  double most = 0.0;
  std::optional<std::size_t> best;
  for (std::size_t end = 0; end < last + frames; ++end) {
    sum += heard(end);
    if (end + 1 < frames) continue;
    const std::size_t begin = end + 1 - frames;
    if (sum > most) {
      most = sum;
      best = begin;
    }
    sum -= heard(begin);
  }
  if (!best) return last / 2 * hop;
  std::size_t first_heard = *best;
  std::size_t last_heard = *best + frames - 1;
  while (heard(first_heard) == 0.0 && first_heard < last_heard) ++first_heard;
  while (heard(last_heard) == 0.0 && first_heard < last_heard) --last_heard;
  const std::size_t around = frames - (last_heard - first_heard);
  return std::min(first_heard - std::min(first_heard, around / 2), last) * hop;
}

SampleSpan with_margin(const SampleSpan& span, std::size_t margin, std::size_t samples) {
  return {span.begin - std::min(span.begin, margin), std::min(span.end + margin, samples)};
}

}  // namespace earshot
