#pragma once

#include <span>
#include <vector>

namespace earshot {

/// Plays samples `factor` times as fast, rounded to a 128th, by windowed-sinc interpolation (16 taps):
/// round(n / factor) samples. Meant for small changes: what moves above half the rate when speeding up is not
/// filtered away first.
std::vector<float> change_speed(std::span<const float> samples, double factor);

}  // namespace earshot
