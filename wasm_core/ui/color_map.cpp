#include "ui/color_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace earshot {
namespace {

// Every 15th of matplotlib's tables of 256 colors (_cm_listed.py, CC0); straight lines between them stay
// within 5 of 255 of these.
constexpr std::array kMagma{rgb(0x000004), rgb(0x090720), rgb(0x1a1042), rgb(0x311165), rgb(0x4a1079),
                            rgb(0x621980), rgb(0x792282), rgb(0x912b81), rgb(0xaa337d), rgb(0xc23b75),
                            rgb(0xd9466b), rgb(0xec5860), rgb(0xf7725c), rgb(0xfc8e64), rgb(0xfeaa74),
                            rgb(0xfec68a), rgb(0xfde2a3), rgb(0xfcfdbf)};
constexpr std::array kViridis{rgb(0x440154), rgb(0x481769), rgb(0x472a7a), rgb(0x433d84), rgb(0x3d4e8a),
                              rgb(0x355e8d), rgb(0x2e6d8e), rgb(0x297b8e), rgb(0x23898e), rgb(0x1f978b),
                              rgb(0x21a585), rgb(0x2eb37c), rgb(0x46c06f), rgb(0x65cb5e), rgb(0x89d548),
                              rgb(0xb0dd2f), rgb(0xd8e219), rgb(0xfde725)};
constexpr std::array kInferno{rgb(0x000004), rgb(0x0a0722), rgb(0x1e0c45), rgb(0x380962), rgb(0x510e6c),
                              rgb(0x69166e), rgb(0x801f6c), rgb(0x982766), rgb(0xb0315b), rgb(0xc63d4d),
                              rgb(0xd94d3d), rgb(0xe9612b), rgb(0xf47918), rgb(0xfa9407), rgb(0xfcb014),
                              rgb(0xf8cd37), rgb(0xf2ea69), rgb(0xfcffa4)};
constexpr std::array kGray{rgb(0x000000), rgb(0xffffff)};

std::span<const Rgb> colors_of(ColorMap map) {
  switch (map) {
    case ColorMap::magma:
      return kMagma;
    case ColorMap::viridis:
      return kViridis;
    case ColorMap::inferno:
      return kInferno;
    case ColorMap::gray:
      return kGray;
  }
  return kMagma;
}

std::uint8_t between(std::uint8_t from, std::uint8_t to, float part) {
  return static_cast<std::uint8_t>(
      std::lround(static_cast<float>(from) + part * static_cast<float>(to - from)));
}

}  // namespace

Rgb color_of(ColorMap map, float value) {
  const std::span<const Rgb> colors = colors_of(map);
  const float place = std::clamp(value, 0.0f, 1.0f) * static_cast<float>(colors.size() - 1);
  const auto index = std::min(static_cast<std::size_t>(place), colors.size() - 2);
  const float part = place - static_cast<float>(index);
  const Rgb from = colors[index];
  const Rgb to = colors[index + 1];
  return {between(from.red, to.red, part), between(from.green, to.green, part),
          between(from.blue, to.blue, part)};
}

}  // namespace earshot
