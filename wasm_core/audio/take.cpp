#include "audio/take.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace earshot {
namespace {

constexpr double kMarginSeconds = 0.15;
constexpr double kShortestSeconds = 0.06;
constexpr float kSilentDbfs = -50.0f;
constexpr float kQuietDbfs = -30.0f;
constexpr float kFullScale = 0.999f;
constexpr int kClippedSamples = 3;

bool is_clipped(std::span<const float> samples) {
  return !std::ranges::search_n(samples, kClippedSamples, true, {}, [](float x) {
            return std::abs(x) >= kFullScale;
          }).empty();
}

TakeFlaw flaw_of(std::span<const float> samples, int sample_rate, const SampleSpan& sound, float peak_dbfs) {
  const bool from_begin = sound.begin == 0;
  const bool to_end = sound.end == samples.size();
  const bool quiet = peak_dbfs < kQuietDbfs;
  if (peak_dbfs < kSilentDbfs || static_cast<double>(sound.size()) < kShortestSeconds * sample_rate ||
      (quiet && from_begin && to_end)) {
    return TakeFlaw::silent;
  }
  if (is_clipped(samples.subspan(sound.begin, sound.size()))) return TakeFlaw::clipped;
  if (quiet) return TakeFlaw::quiet;
  return from_begin || to_end ? TakeFlaw::cut_off : TakeFlaw::none;
}

}  // namespace

Take examine_take(std::span<const float> samples, int sample_rate) {
  const SampleSpan sound = find_sound(samples, sample_rate);
  const Level level = measure_level(samples.subspan(sound.begin, sound.size()));
  const auto margin = static_cast<std::size_t>(kMarginSeconds * sample_rate);
  return {.kept = with_margin(sound, margin, samples.size()),
          .level = level,
          .flaw = flaw_of(samples, sample_rate, sound, level.peak_dbfs)};
}

}  // namespace earshot
