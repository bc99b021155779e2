#include "features/cepstrum.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace earshot {
namespace {

std::vector<double> transformed(const std::vector<double>& energies, int coefficients) {
  const CepstralTransform transform(static_cast<int>(energies.size()), sine_lifter(coefficients, 0, 0));
  std::vector<double> result(static_cast<std::size_t>(coefficients));
  transform.apply(energies, result);
  return result;
}

TEST(CepstralTransform, IsTheOrthonormalDct) {
  // scipy.fft.dct([1, 2, 3, 4], norm="ortho")
  const std::vector<double> wanted = {5.0, -2.230442497387663, 0.0, -0.1585126677811084};
  const std::vector<double> got = transformed({1, 2, 3, 4}, 4);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(got[i], wanted[i], 1e-12);
}

TEST(CepstralTransform, KeepsTheEnergy) {
  const std::vector<double> energies = {0.3, -2.0, 7.0, 1.0, 0.0};
  double before = 0.0, after = 0.0;
  for (const double x : energies) before += x * x;
  for (const double x : transformed(energies, 5)) after += x * x;
  EXPECT_NEAR(before, after, 1e-12);
}

TEST(SineLifter, CountsFromItsFirst) {
  EXPECT_EQ(sine_lifter(3, 0, 1), (std::vector{1.0, 1.0, 1.0}));
  const std::vector<double> psf = sine_lifter(12, 22, 0);
  EXPECT_DOUBLE_EQ(psf[0], 1.0);
  EXPECT_DOUBLE_EQ(psf[11], 12.0);
  EXPECT_DOUBLE_EQ(sine_lifter(11, 22, 1)[10], 12.0);
}

}  // namespace
}  // namespace earshot
