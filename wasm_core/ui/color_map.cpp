#include "ui/color_map.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace earshot {
namespace {

// Every 1/9 of matplotlib's table of 256 colors (_cm_listed.py, CC0); straight lines between them stay within
// 4 of 255 of it.
constexpr std::array<Rgb, 10> kMagma{rgb(0x000004), rgb(0x180f3d), rgb(0x440f76), rgb(0x721f81),
                                     rgb(0x9e2f7f), rgb(0xcd4071), rgb(0xf1605d), rgb(0xfd9668),
                                     rgb(0xfeca8d), rgb(0xfcfdbf)};

std::uint8_t between(std::uint8_t from, std::uint8_t to, float part) {
  return static_cast<std::uint8_t>(
      std::lround(static_cast<float>(from) + part * static_cast<float>(to - from)));
}

}  // namespace

Rgb magma(float value) {
  const float place = std::clamp(value, 0.0f, 1.0f) * (kMagma.size() - 1);
  const auto index = std::min(static_cast<std::size_t>(place), kMagma.size() - 2);
  const float part = place - static_cast<float>(index);
  const Rgb from = kMagma[index];
  const Rgb to = kMagma[index + 1];
  return {between(from.red, to.red, part), between(from.green, to.green, part),
          between(from.blue, to.blue, part)};
}

}  // namespace earshot
