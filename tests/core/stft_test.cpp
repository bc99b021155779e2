#include "features/stft.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/signals.h"

namespace earshot {
namespace {

std::vector<double> frame(const StftSpec& spec, std::span<const float> samples, int index) {
  Stft stft(spec);
  std::vector<double> spectrum(static_cast<std::size_t>(stft.bins()));
  stft.compute(samples, index, spectrum);
  return spectrum;
}

TEST(Stft, OfASineOnABinIsItsAmplitude) {
  // A periodic Hann window of n samples sums to n / 2, which a sine of amplitude a on a bin shares among two
  // bins.
  const StftSpec spec{.n_fft = 64, .hop_length = 16, .win_length = 64, .center = false, .power = 1.0};
  const std::vector<double> spectrum = frame(spec, sine(200, 64, 8.0, 0.5), 3);
  EXPECT_NEAR(spectrum[8], 0.5 * 64 / 4, 1e-6);
  EXPECT_NEAR(spectrum[7], 0.5 * 64 / 8, 1e-6);
  EXPECT_NEAR(spectrum[10], 0.0, 1e-6);
}

TEST(Stft, RaisesMagnitudesToThePower) {
  const std::vector<float> samples = noise(100);
  const StftSpec spec{.n_fft = 32, .hop_length = 16, .win_length = 32, .power = 1.0};
  const std::vector<double> magnitudes = frame(spec, samples, 2);
  for (const double power : {2.0, 0.5}) {
    StftSpec other = spec;
    other.power = power;
    const std::vector<double> powers = frame(other, samples, 2);
    for (std::size_t i = 0; i < powers.size(); ++i)
      EXPECT_NEAR(powers[i], std::pow(magnitudes[i], power), 1e-12);
  }
}

TEST(Stft, PadsAShortWindowOnBothSides) {
  // The window lies in the middle of the frame, so a frame of 8 hears samples 3 and 4 through a window of 2.
  const StftSpec spec{.n_fft = 8,
                      .hop_length = 8,
                      .win_length = 2,
                      .window = StftSpec::Window::rectangular,
                      .center = false,
                      .power = 1.0};
  std::vector<float> samples(8, 9.0f);
  samples[3] = 1.0f;
  samples[4] = 2.0f;
  EXPECT_NEAR(frame(spec, samples, 0)[0], 3.0, 1e-12);
}

TEST(Stft, CentersFramesOverZerosOrTheMirroredClip) {
  const std::vector<float> samples = {1.0f, 2.0f, 4.0f, 8.0f, 16.0f};
  StftSpec spec{.n_fft = 4,
                .hop_length = 1,
                .win_length = 4,
                .window = StftSpec::Window::rectangular,
                .center = true,
                .power = 1.0};
  EXPECT_NEAR(frame(spec, samples, 0)[0], 0 + 0 + 1 + 2, 1e-12);
  EXPECT_NEAR(frame(spec, samples, 5)[0], 8 + 16 + 0 + 0, 1e-12);
  spec.padding = StftSpec::Padding::reflect;
  EXPECT_NEAR(frame(spec, samples, 0)[0], 4 + 2 + 1 + 2, 1e-12);
  EXPECT_NEAR(frame(spec, samples, 5)[0], 8 + 16 + 8 + 4, 1e-12);
}

TEST(Stft, CountsFramesAsLibrosa) {
  const StftSpec centered{.n_fft = 2048, .hop_length = 512, .win_length = 2048};
  EXPECT_EQ(stft_frames(centered, 22050), 44);
  EXPECT_EQ(stft_frames(centered, 1), 1);
  EXPECT_EQ(stft_frames(centered, 512), 2);
  EXPECT_EQ(stft_frames(centered, 0), 0);
  const StftSpec inside{.n_fft = 400, .hop_length = 160, .win_length = 400, .center = false};
  EXPECT_EQ(stft_frames(inside, 399), 0);
  EXPECT_EQ(stft_frames(inside, 400), 1);
  EXPECT_EQ(stft_frames(inside, 560), 2);
  const StftSpec odd{.n_fft = 5, .hop_length = 2, .win_length = 5};
  EXPECT_EQ(stft_frames(odd, 4), 2);
}

}  // namespace
}  // namespace earshot
