#include "features/fit.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace earshot {
namespace {

/// Start of the window of `length` samples with the greatest energy. A later window must be louder by more
/// than the rounding of the running sum, so that the earliest of equals is found.
std::size_t loudest_window(const Clip& clip, std::size_t length) {
  const auto energy_at = [&](std::size_t sample) {
    double energy = 0.0;
    for (const auto& channel : clip.channels) energy += double{channel[sample]} * channel[sample];
    return energy;
  };
  constexpr double kMargin = 1.0 + 1e-9;
  double energy = 0.0;
  double greatest = 0.0;
  std::size_t best = 0;
  for (std::size_t end = 0; end < clip.samples(); ++end) {
    energy += energy_at(end);
    if (end + 1 < length) continue;
    const std::size_t start = end + 1 - length;
    if (energy > greatest * kMargin) {
      greatest = energy;
      best = start;
    }
    energy -= energy_at(start);
  }
  return best;
}

/// The first sample that is kept of a clip longer than `length`.
std::size_t cut_start(const Clip& clip, std::size_t length, FitSpec::Position position) {
  switch (position) {
    case FitSpec::Position::end:
    case FitSpec::Position::center_start:
      return 0;
    case FitSpec::Position::center:
      return (clip.samples() - length) / 2;
    case FitSpec::Position::loudest:
      break;
  }
  return loudest_window(clip, length);
}

std::vector<float> cut(std::span<const float> samples, std::size_t start, std::size_t length) {
  const auto kept = samples.subspan(start, length);
  return {kept.begin(), kept.end()};
}

std::vector<float> pad(std::span<const float> samples, std::size_t left, std::size_t length) {
  std::vector<float> padded(length, 0.0f);
  std::ranges::copy(samples, padded.begin() + static_cast<std::ptrdiff_t>(left));
  return padded;
}

}  // namespace

Clip fit(const Clip& clip, const FitSpec& spec) {
  const auto length = static_cast<std::size_t>(spec.samples);
  const std::size_t samples = clip.samples();
  if (length == 0 || samples == length) return clip;
  Clip fitted{clip.sample_rate, {}};
  if (samples > length) {
    const std::size_t start = cut_start(clip, length, spec.position);
    for (const auto& channel : clip.channels) fitted.channels.push_back(cut(channel, start, length));
  } else {
    const std::size_t left = spec.position == FitSpec::Position::end ? 0 : (length - samples) / 2;
    for (const auto& channel : clip.channels) fitted.channels.push_back(pad(channel, left, length));
  }
  return fitted;
}

}  // namespace earshot
