#pragma once

#include <span>

namespace earshot {

/// The number that `share` (0 to 1) of the numbers lie below, interpolated between the two that are nearest
/// (Hyndman and Fan 1996, type 7, as numpy.quantile). There must be at least one number.
double quantile(std::span<const double> numbers, double share);

}  // namespace earshot
