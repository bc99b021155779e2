#include "features/fit.h"

#include <algorithm>
#include <cstddef>

namespace earshot {
namespace {

/// Start of the window of `length` samples with the greatest energy. A later window must be louder by more
/// than the rounding of the running sum, so that the earliest of equals is found.
std::size_t loudest_window(std::span<const float> samples, std::size_t length) {
  constexpr double kMargin = 1.0 + 1e-9;
  double energy = 0.0;
  double greatest = 0.0;
  std::size_t best = 0;
  for (std::size_t end = 0; end < samples.size(); ++end) {
    energy += double{samples[end]} * samples[end];
    if (end + 1 < length) continue;
    const std::size_t start = end + 1 - length;
    if (energy > greatest * kMargin) {
      greatest = energy;
      best = start;
    }
    energy -= double{samples[start]} * samples[start];
  }
  return best;
}

std::size_t cut_start(std::span<const float> samples, std::size_t length, FitSpec::Position position) {
  switch (position) {
    case FitSpec::Position::end:
      return 0;
    case FitSpec::Position::center:
      return (samples.size() - length) / 2;
    case FitSpec::Position::loudest:
      break;
  }
  return loudest_window(samples, length);
}

}  // namespace

std::vector<float> fit(std::span<const float> samples, const FitSpec& spec) {
  const auto length = static_cast<std::size_t>(spec.samples);
  if (length == 0 || samples.size() == length) return {samples.begin(), samples.end()};
  if (samples.size() > length) {
    const auto kept = samples.subspan(cut_start(samples, length, spec.position), length);
    return {kept.begin(), kept.end()};
  }
  std::vector<float> padded(length, 0.0f);
  const std::size_t left = spec.position == FitSpec::Position::end ? 0 : (length - samples.size()) / 2;
  std::ranges::copy(samples, padded.begin() + static_cast<std::ptrdiff_t>(left));
  return padded;
}

}  // namespace earshot
