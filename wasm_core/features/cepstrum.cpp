#include "features/cepstrum.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "floats.h"

namespace earshot {

CepstralTransform::CepstralTransform(int bands, std::span<const double> lifter)
    : bands_(static_cast<std::size_t>(bands)), coefficients_(lifter.size()) {
  matrix_.reserve(coefficients_ * bands_);
  for (int n = 0; n < coefficients(); ++n) {
    const double scale = std::sqrt((n == 0 ? 1.0 : 2.0) / bands) * lifter[static_cast<std::size_t>(n)];
    for (int band = 0; band < bands; ++band) {
      matrix_.push_back(
          static_cast<float>(scale * std::cos(std::numbers::pi * n * (2 * band + 1) / (2.0 * bands))));
    }
  }
}

void CepstralTransform::apply(std::span<const float> energies, std::span<float> coefficients) const {
  const std::size_t frames = energies.size() / bands_;
  assert(energies.size() == frames * bands_ && coefficients.size() == frames * coefficients_);
  // Several coefficients at once, so that no sum waits for the one before.
  constexpr std::size_t kAtOnce = 4;
  in_blocks(frames, [&](std::size_t frame, auto count) {
    for (std::size_t first = 0; first < coefficients_; first += kAtOnce) {
      // Beyond the last coefficient the last one is computed again.
      std::array<const float*, kAtOnce> weights;
      for (std::size_t i = 0; i < kAtOnce; ++i)
        weights[i] = &matrix_[std::min(first + i, coefficients_ - 1) * bands_];
      std::array<Floats, kAtOnce> sums{};
      for (std::size_t band = 0; band < bands_; ++band) {
        const Floats energy = load(&energies[band * frames + frame], count);
        for (std::size_t i = 0; i < kAtOnce; ++i) sums[i] += weights[i][band] * energy;
      }
      for (std::size_t i = 0; i < std::min(kAtOnce, coefficients_ - first); ++i)
        store(sums[i], &coefficients[(first + i) * frames + frame], count);
    }
  });
}

std::vector<double> sine_lifter(int coefficients, int lifter, int first) {
  std::vector<double> weights(static_cast<std::size_t>(coefficients), 1.0);
  if (lifter == 0) return weights;
  for (int n = 0; n < coefficients; ++n) {
    weights[static_cast<std::size_t>(n)] += lifter / 2.0 * std::sin(std::numbers::pi * (n + first) / lifter);
  }
  return weights;
}

}  // namespace earshot
