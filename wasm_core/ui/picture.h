#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/color_map.h"
#include "ui/feature_grid.h"

namespace earshot {

/// The picture of a grid: red, green, blue, alpha of every pixel; the channels one below the other, of each
/// the highest band's row first.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;  ///< 4 * width * height
  float low = 0.0f;                  ///< the shade (shade()) of the darkest color
  float high = 0.0f;                 ///< the shade of the brightest
  std::string unit;                  ///< of both; may be empty
};

/// Colors a grid from its smallest to its largest finite shade; others become the darkest. One pixel is one
/// value, but where a side would be longer than `longest_side` (graphics hardware has a limit), where a pixel
/// is the largest of several.
Picture draw_picture(const FeatureGrid& grid, ColorMap map, int longest_side = 2048);

}  // namespace earshot
