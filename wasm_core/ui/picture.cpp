#include "ui/picture.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ranges>

#include "ui/shading.h"

namespace earshot {
namespace {

/// The largest of the shades that share a pixel; -infinity when none of them is finite.
float brightest(const FeatureGrid& grid, const Shading& shading, int channel, int first_band, int last_band,
                int first_frame, int last_frame) {
  float value = -std::numeric_limits<float>::infinity();
  for (int band = first_band; band < last_band; ++band) {
    for (int frame = first_frame; frame < last_frame; ++frame) {
      if (const float shade = shading.values[grid.index(channel, band, frame)]; std::isfinite(shade)) {
        value = std::max(value, shade);
      }
    }
  }
  return value;
}

/// Where pixel `index` of `pixels` begins among `count` values.
int start_of(int index, int pixels, int count) {
  return static_cast<int>(static_cast<std::int64_t>(index) * count / pixels);
}

}  // namespace

Picture draw_picture(const FeatureGrid& grid, ColorMap map, int longest_side) {
  const Shading shading = shade(grid);
  const int rows = std::min(grid.bands, longest_side / std::max(grid.channels, 1));
  Picture picture;
  picture.width = std::min(grid.frames, longest_side);
  picture.height = grid.channels * rows;
  picture.unit = shading.unit;

  auto finite = shading.values | std::views::filter([](float v) { return std::isfinite(v); });
  if (!finite.empty()) {
    const auto [low, high] = std::ranges::minmax(finite);
    picture.low = low;
    picture.high = high;
  }
  const float range = picture.high - picture.low;

  picture.pixels.reserve(4u * picture.width * picture.height);
  for (int channel = 0; channel < grid.channels; ++channel) {
    for (int row = rows - 1; row >= 0; --row) {
      for (int column = 0; column < picture.width; ++column) {
        const float value = brightest(
            grid, shading, channel, start_of(row, rows, grid.bands), start_of(row + 1, rows, grid.bands),
            start_of(column, picture.width, grid.frames), start_of(column + 1, picture.width, grid.frames));
        const Rgb color = color_of(map, range > 0.0f ? (value - picture.low) / range : 0.0f);
        picture.pixels.insert(picture.pixels.end(), {color.red, color.green, color.blue, 255});
      }
    }
  }
  return picture;
}

}  // namespace earshot
