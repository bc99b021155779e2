#pragma once

#include "ui/palette.h"

namespace earshot {

/// How values become colors: perceptual maps, whose lightness grows evenly with the value. Magma, viridis and
/// inferno are matplotlib's (by N. Smith and S. van der Walt); gray reaches from black to white.
enum class ColorMap { magma, viridis, inferno, gray };

/// The color of a value from 0 to 1. Values beyond are clamped.
Rgb color_of(ColorMap map, float value);

}  // namespace earshot
