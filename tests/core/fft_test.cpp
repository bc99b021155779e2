#include "features/fft.h"

#include <gtest/gtest.h>

#include <numbers>
#include <vector>

#include "core/signals.h"

namespace earshot {
namespace {

TEST(RealFft, IsTheDiscreteFourierTransformForAnyLength) {
  for (const int length : {1, 2, 3, 4, 15, 16, 17, 200, 256, 331, 400, 441}) {
    const std::vector<float> samples = noise(static_cast<std::size_t>(length));
    const std::vector<double> signal(samples.begin(), samples.end());
    RealFft fft(length);
    ASSERT_EQ(fft.bins(), length / 2 + 1);
    std::vector<std::complex<double>> spectrum(static_cast<std::size_t>(fft.bins()));
    fft.transform(signal, spectrum);
    for (int k = 0; k < fft.bins(); ++k) {
      std::complex<double> wanted = 0.0;
      for (int n = 0; n < length; ++n) {
        wanted +=
            signal[static_cast<std::size_t>(n)] * std::polar(1.0, -2.0 * std::numbers::pi * k * n / length);
      }
      ASSERT_LT(std::abs(spectrum[static_cast<std::size_t>(k)] - wanted), 1e-10)
          << "bin " << k << " of " << length;
    }
  }
}

}  // namespace
}  // namespace earshot
