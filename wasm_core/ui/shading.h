#pragma once

#include <string>
#include <vector>

#include "ui/feature_grid.h"

namespace earshot {

/// What the eye is shown of a grid's values: something that grows evenly with how strong they appear.
struct Shading {
  std::vector<float> values;  ///< in the order of the grid's
  std::string unit;           ///< "dB"; may be empty
};

/// Values as they are; but the peaks of powers would hide all else from the eye, so that these are shown in
/// decibels relative to the greatest, at most 80 below it. A scaling that subtracts has moved their zero: the
/// lowest of the values that were shifted together stands for it.
Shading shade(const FeatureGrid& grid);

}  // namespace earshot
