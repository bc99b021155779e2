#include "data/added_noise.h"

#include <gtest/gtest.h>

#include <cmath>

#include "audio/noise.h"

namespace earshot {
namespace {

FrontEndSpec front_end() {
  FrontEndSpec spec{.sample_rate = 8000, .kind = FeatureKind::waveform};
  spec.fit = {.samples = 8000, .position = FitSpec::Position::center};
  return spec;
}

/// Half a second at half the front end's rate.
Clip voice() {
  Clip clip{.sample_rate = 4000, .channels = {std::vector<float>(2000)}};
  for (std::size_t i = 0; i < 2000; ++i)
    clip.channels[0][i] = static_cast<float>(0.5 * std::sin(0.3 * static_cast<double>(i)));
  return clip;
}

TEST(AddedNoise, IsAsLoudAsAskedForAllThroughTheWindow) {
  const FrontEnd converter(front_end());
  const AddedNoise noise({"white", "pink"}, 10.0, front_end());
  for (std::size_t index = 0; index < 10; ++index) {
    const std::vector<float> noisy = noise.add(voice(), converter, index).channels.front();
    ASSERT_EQ(noisy.size(), 8000u);
    const std::vector<float> fitted = converter.fit(converter.at_model_rate(voice())).channels.front();
    std::vector<float> added(8000);
    for (std::size_t i = 0; i < 8000; ++i) added[i] = noisy[i] - fitted[i];
    // The signal is the half second that is heard.
    const double decibels = 10.0 * std::log10(2.0 * mean_power(fitted) / mean_power(added));
    EXPECT_NEAR(decibels, 10.0, 0.1);
    EXPECT_GT(mean_power(std::span(added).first(500)), 0.0);
  }
}

TEST(AddedNoise, IsTheSameForTheSameClip) {
  const FrontEnd converter(front_end());
  const AddedNoise noise({"white", "pink", "brown"}, 0.0, front_end());
  EXPECT_EQ(noise.add(voice(), converter, 3).channels, noise.add(voice(), converter, 3).channels);
  EXPECT_NE(noise.add(voice(), converter, 3).channels, noise.add(voice(), converter, 4).channels);
}

}  // namespace
}  // namespace earshot
