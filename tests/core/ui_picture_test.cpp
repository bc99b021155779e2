#include "ui/picture.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "ui/color_map.h"
#include "ui/envelope.h"

namespace earshot {
namespace {

FeatureGrid grid_of(int bands, int frames, std::vector<float> values) {
  FeatureGrid grid;
  grid.bands = bands;
  grid.frames = frames;
  grid.values = std::move(values);
  return grid;
}

Rgb pixel(const Picture& picture, int x, int y) {
  const auto at = 4u * (static_cast<std::size_t>(y) * picture.width + x);
  EXPECT_EQ(picture.pixels[at + 3], 255);
  return {picture.pixels[at], picture.pixels[at + 1], picture.pixels[at + 2]};
}

TEST(Picture, HasTheHighestBandOnTop) {
  const Picture picture = draw_picture(grid_of(2, 3, {0.0f, 1.0f, 2.0f, 3.0f, 4.0f, 10.0f}));
  ASSERT_EQ(picture.width, 3);
  ASSERT_EQ(picture.height, 2);
  EXPECT_FLOAT_EQ(picture.low, 0.0f);
  EXPECT_FLOAT_EQ(picture.high, 10.0f);
  EXPECT_EQ(pixel(picture, 0, 1), magma(0.0f));
  EXPECT_EQ(pixel(picture, 2, 0), magma(1.0f));
  EXPECT_EQ(pixel(picture, 0, 0), magma(0.3f));
}

TEST(Picture, OfEqualValuesIsDark) {
  const Picture picture = draw_picture(grid_of(1, 2, {-5.0f, -5.0f}));
  EXPECT_EQ(pixel(picture, 0, 0), magma(0.0f));
  EXPECT_EQ(pixel(picture, 1, 0), magma(0.0f));
}

TEST(Picture, PutsUpWithValuesThatAreNotFinite) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const Picture picture = draw_picture(grid_of(1, 4, {std::nanf(""), -kInfinity, 2.0f, 4.0f}));
  EXPECT_FLOAT_EQ(picture.low, 2.0f);
  EXPECT_FLOAT_EQ(picture.high, 4.0f);
  EXPECT_EQ(pixel(picture, 0, 0), magma(0.0f));
  EXPECT_EQ(pixel(picture, 1, 0), magma(0.0f));
  EXPECT_EQ(pixel(picture, 3, 0), magma(1.0f));
}

TEST(Picture, LosesNoPeakWhenItIsSmallerThanTheGrid) {
  std::vector<float> values(1000, 0.0f);
  values[503] = 1.0f;
  const Picture picture = draw_picture(grid_of(1, 1000, values), 10);
  ASSERT_EQ(picture.width, 10);
  EXPECT_EQ(pixel(picture, 5, 0), magma(1.0f));
  EXPECT_EQ(pixel(picture, 4, 0), magma(0.0f));
}

TEST(Picture, OfNothingIsEmpty) {
  EXPECT_TRUE(draw_picture(grid_of(0, 0, {})).pixels.empty());
}

TEST(Envelope, HoldsPeaksAndPower) {
  std::vector<float> sine(44100);
  for (std::size_t i = 0; i < sine.size(); ++i) {
    sine[i] = 0.5f *
              static_cast<float>(std::sin(2.0 * std::numbers::pi * 441.0 * static_cast<double>(i) / 44100.0));
  }
  const std::vector<EnvelopeColumn> columns = envelope(sine, 100);
  ASSERT_EQ(columns.size(), 100u);
  for (const EnvelopeColumn& column : columns) {
    EXPECT_NEAR(column.high, 0.5f, 1e-3f);
    EXPECT_NEAR(column.low, -0.5f, 1e-3f);
    EXPECT_NEAR(column.rms, 0.5f / std::numbers::sqrt2_v<float>, 5e-3f);
  }
}

TEST(Envelope, ShowsEverySampleWhereThereAreFew) {
  const std::vector<EnvelopeColumn> columns = envelope(std::vector<float>{1.0f, -1.0f}, 4);
  ASSERT_EQ(columns.size(), 4u);
  EXPECT_FLOAT_EQ(columns[0].low, 1.0f);
  EXPECT_FLOAT_EQ(columns[1].high, 1.0f);
  EXPECT_FLOAT_EQ(columns[2].high, -1.0f);
  EXPECT_FLOAT_EQ(columns[3].rms, 1.0f);
}

TEST(Envelope, OfNothingIsEmpty) {
  EXPECT_TRUE(envelope({}, 100).empty());
  EXPECT_TRUE(envelope(std::vector<float>{1.0f}, 0).empty());
}

}  // namespace
}  // namespace earshot
