#include "ui/palette.h"

#include <gtest/gtest.h>

#include <cmath>

namespace earshot {
namespace {

constexpr double kReadable = 4.5;  // WCAG 2.2, level AA, text of any size

Rgb tinted(Rgb ground, Rgb tint) {
  const auto mix = [](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(std::lround((1.0f - kChipTint) * a + kChipTint * b));
  };
  return {mix(ground.red, tint.red), mix(ground.green, tint.green), mix(ground.blue, tint.blue)};
}

TEST(Contrast, IsThatOfTheStandard) {
  EXPECT_NEAR(contrast(rgb(0xffffff), rgb(0x000000)), 21.0, 1e-9);
  EXPECT_NEAR(contrast(rgb(0x767676), rgb(0xffffff)), 4.54, 0.005);  // the well-known lightest readable gray
  EXPECT_NEAR(contrast(rgb(0x123456), rgb(0x123456)), 1.0, 1e-9);
}

class PaletteTest : public testing::TestWithParam<Theme> {};

TEST_P(PaletteTest, TextIsReadable) {
  const Palette& palette = palette_of(GetParam());
  for (const Rgb ground : {palette.background, palette.panel, palette.control, palette.control_hovered}) {
    EXPECT_GE(contrast(palette.text, ground), kReadable);
    EXPECT_GE(contrast(palette.text_secondary, ground), kReadable);
  }
  for (const Rgb ground : {palette.accent, palette.accent_hovered, palette.accent_pressed}) {
    EXPECT_GE(contrast(palette.on_accent, ground), kReadable);
  }
}

TEST_P(PaletteTest, ChipsAreReadable) {
  const Palette& palette = palette_of(GetParam());
  for (const Rgb color : {palette.success, palette.warning, palette.danger, palette.text_secondary}) {
    EXPECT_GE(contrast(color, tinted(palette.panel, color)), kReadable);
  }
}

TEST_P(PaletteTest, GraphicsStandOut) {
  const Palette& palette = palette_of(GetParam());
  EXPECT_GE(contrast(palette.waveform, palette.background), 3.0);
  EXPECT_GE(contrast(palette.accent, palette.control), 3.0);
  EXPECT_GE(contrast(palette.success, palette.control), 3.0);
}

TEST_P(PaletteTest, LabelsAreReadableAndDiffer) {
  const Palette& palette = palette_of(GetParam());
  for (std::size_t label = 0; label < 12; ++label) {
    const Rgb color = label_color(GetParam(), label);
    for (const Rgb ground : {palette.background, palette.panel}) {
      EXPECT_GE(contrast(color, ground), kReadable) << label;
    }
    for (std::size_t other = 0; other < label; ++other) EXPECT_NE(color, label_color(GetParam(), other));
  }
  EXPECT_EQ(label_color(GetParam(), 12), label_color(GetParam(), 0));
}

INSTANTIATE_TEST_SUITE_P(Themes, PaletteTest, testing::Values(Theme::dark, Theme::light),
                         [](const auto& theme) { return theme.param == Theme::dark ? "dark" : "light"; });

}  // namespace
}  // namespace earshot
