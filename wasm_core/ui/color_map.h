#pragma once

#include "ui/palette.h"

namespace earshot {

/// The perceptual color map "magma" (matplotlib, by N. Smith and S. van der Walt), from almost black through
/// purple and orange to almost white: its luminance grows evenly with `value`, 0 to 1. Values beyond are
/// clamped.
Rgb magma(float value);

}  // namespace earshot
