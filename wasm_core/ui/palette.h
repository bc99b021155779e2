#pragma once

#include <cstddef>
#include <cstdint>

namespace earshot {

/// 8 bits a channel, sRGB.
struct Rgb {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;

  bool operator==(const Rgb&) const = default;
};

/// 0xRRGGBB.
constexpr Rgb rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8),
          static_cast<std::uint8_t>(hex)};
}

enum class Theme { dark, light };

/// The colors of a theme, by what they are for.
struct Palette {
  Rgb background;  ///< behind the panels
  Rgb panel;
  Rgb border;   ///< around panels and plots
  Rgb control;  ///< buttons, fields, empty bars
  Rgb control_hovered;
  Rgb control_pressed;
  Rgb text;
  Rgb text_secondary;
  Rgb accent;  ///< the main action, what is chosen, the winner
  Rgb accent_hovered;
  Rgb accent_pressed;
  Rgb on_accent;  ///< text on the three above
  Rgb success;
  Rgb warning;
  Rgb danger;
  Rgb waveform;
};

/// How much of its text's color a chip's ground has over a panel.
constexpr float kChipTint = 0.12f;

const Palette& palette_of(Theme theme);

/// The color of a label in plots, readable as text on the background and on panels. Twelve labels in a row
/// have colors of their own, and those beside each other differ most.
Rgb label_color(Theme theme, std::size_t label);

/// Relative luminance of WCAG 2.2: 0 black to 1 white.
double luminance(Rgb color);
/// Contrast ratio of WCAG 2.2: 1 to 21. Text needs 4.5.
double contrast(Rgb a, Rgb b);

}  // namespace earshot
