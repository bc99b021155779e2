#include "features/fit.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "audio/sound_span.h"

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

/// `length` samples from `start` on; zeros where there are none.
std::vector<float> window_of(std::span<const float> samples, std::ptrdiff_t start, std::size_t length) {
  std::vector<float> window(length, 0.0f);
  const auto skipped = static_cast<std::size_t>(std::max(start, std::ptrdiff_t{0}));
  const auto missing = static_cast<std::size_t>(std::max(-start, std::ptrdiff_t{0}));
  const auto kept = samples.subspan(skipped, std::min(samples.size() - skipped, length - missing));
  std::ranges::copy(kept, window.begin() + static_cast<std::ptrdiff_t>(missing));
  return window;
}

}  // namespace

std::ptrdiff_t fit_start(const Clip& clip, const FitSpec& spec) {
  const auto length = static_cast<std::ptrdiff_t>(spec.samples);
  const auto excess = static_cast<std::ptrdiff_t>(clip.samples()) - length;
  if (length == 0) return 0;
  switch (spec.position) {
    case FitSpec::Position::end:
      return 0;
    case FitSpec::Position::center_start:
      return std::min(excess, std::ptrdiff_t{0}) / 2;
    case FitSpec::Position::center:
      return excess / 2;
    case FitSpec::Position::loudest:
    case FitSpec::Position::sound:
      break;
  }
  if (excess < 0) return excess / 2;
  const auto samples = static_cast<std::size_t>(spec.samples);
  return static_cast<std::ptrdiff_t>(spec.position == FitSpec::Position::loudest
                                         ? loudest_window(clip, samples)
                                         : window_of_most_sound(mix_down(clip), clip.sample_rate, samples));
}

Clip fit(const Clip& clip, const FitSpec& spec) {
  const auto length = static_cast<std::size_t>(spec.samples);
  if (length == 0 || clip.samples() == length) return clip;
  const std::ptrdiff_t start = fit_start(clip, spec);
  Clip fitted{clip.sample_rate, {}};
  for (const auto& channel : clip.channels) fitted.channels.push_back(window_of(channel, start, length));
  return fitted;
}

}  // namespace earshot
