#include "features/cepstrum.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/signals.h"

namespace earshot {
namespace {

std::vector<float> transformed(int bands, const std::vector<float>& energies, int coefficients) {
  const CepstralTransform transform(bands, sine_lifter(coefficients, 0, 0));
  std::vector<float> result(energies.size() / static_cast<std::size_t>(bands) *
                            static_cast<std::size_t>(coefficients));
  transform.apply(energies, result);
  return result;
}

TEST(CepstralTransform, IsTheOrthonormalDct) {
  // scipy.fft.dct([1, 2, 3, 4], norm="ortho")
  const std::vector<double> wanted = {5.0, -2.230442497387663, 0.0, -0.1585126677811084};
  const std::vector<float> got = transformed(4, {1, 2, 3, 4}, 4);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(got[i], wanted[i], 1e-6);
}

TEST(CepstralTransform, KeepsTheEnergy) {
  const std::vector<float> energies = {0.3f, -2.0f, 7.0f, 1.0f, 0.0f};
  double before = 0.0, after = 0.0;
  for (const double x : energies) before += x * x;
  for (const double x : transformed(5, energies, 5)) after += x * x;
  EXPECT_NEAR(before, after, 1e-5);
}

TEST(CepstralTransform, TakesAnyNumberOfFramesAndCoefficients) {
  for (const std::size_t frames : {1u, 3u, 4u, 9u}) {
    const std::vector<float> energies = noise(7 * frames);
    for (const std::size_t coefficients : {1u, 4u, 5u, 7u}) {
      const std::vector<float> got = transformed(7, energies, static_cast<int>(coefficients));
      for (std::size_t frame = 0; frame < frames; ++frame) {
        std::vector<float> column;
        for (std::size_t band = 0; band < 7; ++band) column.push_back(energies[band * frames + frame]);
        const std::vector<float> wanted = transformed(7, column, static_cast<int>(coefficients));
        for (std::size_t i = 0; i < coefficients; ++i) EXPECT_EQ(got[i * frames + frame], wanted[i]);
      }
    }
  }
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
