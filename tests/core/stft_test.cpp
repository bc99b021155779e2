#include "features/stft.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/signals.h"
#include "features/spectral_features.h"

namespace earshot {
namespace {

/// Spectra of some frames of a clip, in the order asked for.
std::vector<std::vector<double>> compute(const StftSpec& stft, std::span<const float> samples,
                                         const std::vector<int>& frames) {
  SpectralFeatures features({.kind = FeatureKind::spectrogram, .stft = stft});
  ChannelFrames channel;
  features.make_room(samples.size(), channel);
  features.compute(samples, frames, channel);
  std::vector<std::vector<double>> spectra;
  for (const int frame : frames) {
    spectra.emplace_back();
    for (std::size_t bin = 0; bin < channel.rows; ++bin)
      spectra.back().push_back(channel.energies[bin * channel.frames + static_cast<std::size_t>(frame)]);
  }
  return spectra;
}

std::vector<double> frame(const StftSpec& stft, std::span<const float> samples, int index) {
  return compute(stft, samples, {index}).front();
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

TEST(Stft, AFrameIsTheSameInEveryLaneAndCompany) {
  const std::vector<float> samples = noise(1000);
  for (const auto padding : {StftSpec::Padding::constant, StftSpec::Padding::reflect}) {
    const StftSpec spec{.n_fft = 128, .hop_length = 50, .win_length = 101, .padding = padding};
    const std::vector<int> order = {0, 20, 7, 7, 19, 1, 3, 2, 5, 4, 13};
    const auto frames = compute(spec, samples, order);
    ASSERT_EQ(frames.size(), order.size());
    for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(frames[i], frame(spec, samples, order[i])) << i;
  }
}

TEST(Stft, InnerFramesSeeNoPadding) {
  for (const int win_length : {1, 30, 33, 64}) {
    for (const bool center : {false, true}) {
      const StftSpec spec{.n_fft = 64, .hop_length = 10, .win_length = win_length, .center = center};
      const StftFrames frames(spec, 1);
      for (std::size_t samples = 64; samples < 200; samples += 7) {
        const FrameRange inner = frames.inner_frames(samples);
        for (int index = 0; index < stft_frames(spec, samples); ++index) {
          const int begin = index * 10 - (center ? 32 : 0) + (64 - win_length) / 2;
          const bool inside = begin >= 0 && begin + win_length <= static_cast<int>(samples);
          EXPECT_EQ(inner.contains(index), inside) << index << " of " << samples;
        }
      }
    }
  }
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
