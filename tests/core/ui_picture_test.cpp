#include "ui/picture.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "ui/color_map.h"

namespace earshot {
namespace {

FeatureGrid grid_of(int bands, int frames, std::vector<float> values) {
  FeatureGrid grid;
  grid.bands = bands;
  grid.frames = frames;
  grid.values = std::move(values);
  return grid;
}

Rgb magma(float value) {
  return color_of(ColorMap::magma, value);
}

Rgb pixel(const Picture& picture, int x, int y) {
  const auto at = 4u * (static_cast<std::size_t>(y) * picture.width + x);
  EXPECT_EQ(picture.pixels[at + 3], 255);
  return {picture.pixels[at], picture.pixels[at + 1], picture.pixels[at + 2]};
}

TEST(Picture, HasTheHighestBandOnTop) {
  const Picture picture = draw_picture(grid_of(2, 3, {0.0f, 1.0f, 2.0f, 3.0f, 4.0f, 10.0f}), ColorMap::magma);
  ASSERT_EQ(picture.width, 3);
  ASSERT_EQ(picture.height, 2);
  EXPECT_FLOAT_EQ(picture.low, 0.0f);
  EXPECT_FLOAT_EQ(picture.high, 10.0f);
  EXPECT_EQ(pixel(picture, 0, 1), magma(0.0f));
  EXPECT_EQ(pixel(picture, 2, 0), magma(1.0f));
  EXPECT_EQ(pixel(picture, 0, 0), magma(0.3f));
}

TEST(Picture, HasTheColorsThatAreAskedFor) {
  const Picture picture = draw_picture(grid_of(1, 2, {0.0f, 1.0f}), ColorMap::viridis);
  EXPECT_EQ(pixel(picture, 0, 0), color_of(ColorMap::viridis, 0.0f));
  EXPECT_EQ(pixel(picture, 1, 0), color_of(ColorMap::viridis, 1.0f));
}

TEST(Picture, OfEqualValuesIsDark) {
  const Picture picture = draw_picture(grid_of(1, 2, {-5.0f, -5.0f}), ColorMap::magma);
  EXPECT_EQ(pixel(picture, 0, 0), magma(0.0f));
  EXPECT_EQ(pixel(picture, 1, 0), magma(0.0f));
}

TEST(Picture, PutsUpWithValuesThatAreNotFinite) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const Picture picture =
      draw_picture(grid_of(1, 4, {std::nanf(""), -kInfinity, 2.0f, 4.0f}), ColorMap::magma);
  EXPECT_FLOAT_EQ(picture.low, 2.0f);
  EXPECT_FLOAT_EQ(picture.high, 4.0f);
  EXPECT_EQ(pixel(picture, 0, 0), magma(0.0f));
  EXPECT_EQ(pixel(picture, 1, 0), magma(0.0f));
  EXPECT_EQ(pixel(picture, 3, 0), magma(1.0f));
}

TEST(Picture, LosesNoPeakWhenItIsSmallerThanTheGrid) {
  std::vector<float> values(1000, 0.0f);
  values[503] = 1.0f;
  const Picture picture = draw_picture(grid_of(1, 1000, values), ColorMap::magma, 10);
  ASSERT_EQ(picture.width, 10);
  EXPECT_EQ(pixel(picture, 5, 0), magma(1.0f));
  EXPECT_EQ(pixel(picture, 4, 0), magma(0.0f));
}

TEST(Picture, OfNothingIsEmpty) {
  EXPECT_TRUE(draw_picture(grid_of(0, 0, {}), ColorMap::magma).pixels.empty());
}

TEST(Picture, HasTheChannelsOneBelowTheOther) {
  FeatureGrid grid = grid_of(2, 1, {0.0f, 1.0f, 2.0f, 4.0f});
  grid.channels = 2;
  const Picture picture = draw_picture(grid, ColorMap::magma);
  ASSERT_EQ(picture.height, 4);
  EXPECT_EQ(pixel(picture, 0, 0), magma(0.25f));
  EXPECT_EQ(pixel(picture, 0, 1), magma(0.0f));
  EXPECT_EQ(pixel(picture, 0, 2), magma(1.0f));
  EXPECT_EQ(pixel(picture, 0, 3), magma(0.5f));
}

TEST(Picture, OfPowersIsInDecibels) {
  FeatureGrid grid = grid_of(1, 3, {100.0f, 1.0f, 0.0f});
  grid.power = 2.0;
  const Picture picture = draw_picture(grid, ColorMap::magma);
  EXPECT_EQ(picture.unit, "dB");
  EXPECT_FLOAT_EQ(picture.low, -80.0f);
  EXPECT_FLOAT_EQ(picture.high, 0.0f);
  EXPECT_EQ(pixel(picture, 1, 0), magma(0.75f));
}

}  // namespace
}  // namespace earshot
