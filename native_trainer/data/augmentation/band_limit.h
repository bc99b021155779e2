#pragma once

#include <vector>

namespace earshot {

/// Removes what lies above `cutoff_hz` without delay: half the amplitude at the cutoff, nothing (-74 dB)
/// from 2.2 % of the rate above it. A cutoff at or above half the rate changes nothing.
void limit_band(std::vector<float>& samples, double cutoff_hz, int sample_rate);

}  // namespace earshot
