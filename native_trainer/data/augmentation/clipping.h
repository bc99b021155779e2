#pragma once

#include <span>

namespace earshot {

/// Cuts off what exceeds a level that lies `decibels` below the peak, as an overdriven recorder does. In
/// place; 0 changes nothing.
void clip_peaks(std::span<float> samples, double decibels);

}  // namespace earshot
