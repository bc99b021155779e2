#include "features/cepstrum.h"

#include <cassert>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace earshot {

CepstralTransform::CepstralTransform(int bands, std::span<const double> lifter)
    : coefficients_(static_cast<int>(lifter.size())) {
  matrix_.reserve(lifter.size() * static_cast<std::size_t>(bands));
  for (int n = 0; n < coefficients_; ++n) {
    const double scale = std::sqrt((n == 0 ? 1.0 : 2.0) / bands) * lifter[static_cast<std::size_t>(n)];
    for (int band = 0; band < bands; ++band) {
      matrix_.push_back(scale * std::cos(std::numbers::pi * n * (2 * band + 1) / (2.0 * bands)));
    }
  }
}

void CepstralTransform::apply(std::span<const double> energies, std::span<double> coefficients) const {
  assert(std::ssize(coefficients) == coefficients_ &&
         energies.size() * coefficients.size() == matrix_.size());
  const double* weight = matrix_.data();
  for (double& coefficient : coefficients) {
    coefficient = 0.0;
    for (const double energy : energies) coefficient += *weight++ * energy;
  }
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
