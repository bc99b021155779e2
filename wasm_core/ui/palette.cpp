#include "ui/palette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace earshot {
namespace {

constexpr Palette kDark{
    .background = rgb(0x0d0f14),
    .panel = rgb(0x151821),
    .border = rgb(0x252a37),
    .control = rgb(0x1f2431),
    .control_hovered = rgb(0x282e3f),
    .control_pressed = rgb(0x32394d),
    .text = rgb(0xe9ecf2),
    .text_secondary = rgb(0x9aa4b6),
    .accent = rgb(0x9a8ffb),
    .accent_hovered = rgb(0xaba2ff),
    .accent_pressed = rgb(0x8a7ef2),
    .on_accent = rgb(0x0d0f14),
    .success = rgb(0x4cc38a),
    .warning = rgb(0xe5b454),
    .danger = rgb(0xf2786b),
    .waveform = rgb(0x9a8ffb),
};

constexpr Palette kLight{
    .background = rgb(0xf3f4f8),
    .panel = rgb(0xffffff),
    .border = rgb(0xdfe2ea),
    .control = rgb(0xeceef4),
    .control_hovered = rgb(0xe1e4ed),
    .control_pressed = rgb(0xd5d9e4),
    .text = rgb(0x171b22),
    .text_secondary = rgb(0x566072),
    .accent = rgb(0x5a4fcf),
    .accent_hovered = rgb(0x4c41bd),
    .accent_pressed = rgb(0x4036a6),
    .on_accent = rgb(0xffffff),
    .success = rgb(0x19774a),
    .warning = rgb(0x8f5600),
    .danger = rgb(0xb93329),
    .waveform = rgb(0x5a4fcf),
};

constexpr std::array kLabelsOnDark{rgb(0xa491fe), rgb(0xead33f), rgb(0x2fd39a), rgb(0xff7a85),
                                   rgb(0x45b8f5), rgb(0xff9d4d), rgb(0xdd7fd6), rgb(0xa6e06a),
                                   rgb(0x7fa8ff), rgb(0xd9b38c), rgb(0x35cfd0), rgb(0xffa6c9)};
constexpr std::array kLabelsOnLight{rgb(0x6a52c4), rgb(0x6f5f00), rgb(0x12734e), rgb(0xb3283f),
                                    rgb(0x006f9e), rgb(0xa34a00), rgb(0x98399a), rgb(0x3f6d00),
                                    rgb(0x2a5fc0), rgb(0x7a4a2a), rgb(0x007575), rgb(0xb02a72)};

double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

}  // namespace

const Palette& palette_of(Theme theme) {
  return theme == Theme::dark ? kDark : kLight;
}

Rgb label_color(Theme theme, std::size_t label) {
  const auto& colors = theme == Theme::dark ? kLabelsOnDark : kLabelsOnLight;
  return colors[label % colors.size()];
}

double luminance(Rgb color) {
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

double contrast(Rgb a, Rgb b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace earshot
