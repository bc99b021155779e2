#include "ui/color_map.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace earshot {
namespace {

/// A map, and entries 0, 64, 128, 192 and 255 of the 256 of its published table.
struct Published {
  std::string name;
  ColorMap map;
  std::array<Rgb, 5> colors;
};

class ColorMapTest : public testing::TestWithParam<Published> {};

TEST_P(ColorMapTest, StaysCloseToThePublishedMap) {
  const auto& [name, map, colors] = GetParam();
  const std::array<int, 5> entries{0, 64, 128, 192, 255};
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Rgb color = color_of(map, static_cast<float>(entries[i]) / 255.0f);
    EXPECT_NEAR(color.red, colors[i].red, 5) << entries[i];
    EXPECT_NEAR(color.green, colors[i].green, 5) << entries[i];
    EXPECT_NEAR(color.blue, colors[i].blue, 5) << entries[i];
  }
}

TEST_P(ColorMapTest, EndsWhereThePublishedMapDoes) {
  const auto& [name, map, colors] = GetParam();
  EXPECT_EQ(color_of(map, 0.0f), colors.front());
  EXPECT_EQ(color_of(map, 1.0f), colors.back());
  EXPECT_EQ(color_of(map, -3.0f), colors.front());
  EXPECT_EQ(color_of(map, 7.0f), colors.back());
}

TEST_P(ColorMapTest, GrowsBrighterAllTheWay) {
  double last = luminance(color_of(GetParam().map, 0.0f));
  for (int i = 1; i <= 100; ++i) {
    const double next = luminance(color_of(GetParam().map, static_cast<float>(i) / 100.0f));
    EXPECT_GT(next, last) << i;
    last = next;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Maps, ColorMapTest,
    testing::Values(Published{"magma",
                              ColorMap::magma,
                              {rgb(0x000004), rgb(0x51127c), rgb(0xb73779), rgb(0xfc8961), rgb(0xfcfdbf)}},
                    Published{"viridis",
                              ColorMap::viridis,
                              {rgb(0x440154), rgb(0x3b528b), rgb(0x21918c), rgb(0x5ec962), rgb(0xfde725)}},
                    Published{"inferno",
                              ColorMap::inferno,
                              {rgb(0x000004), rgb(0x57106e), rgb(0xbc3754), rgb(0xf98e09), rgb(0xfcffa4)}},
                    Published{"gray",
                              ColorMap::gray,
                              {rgb(0x000000), rgb(0x404040), rgb(0x808080), rgb(0xc0c0c0), rgb(0xffffff)}}),
    [](const auto& published) { return published.param.name; });

}  // namespace
}  // namespace earshot
