#pragma once

#include <span>

namespace earshot {

/// Removes what lies below a frequency, as telephones and small microphones do: 12 dB an octave (second-order
/// Butterworth). In place.
void pass_high(std::span<float> samples, double cutoff_hz, int sample_rate);

}  // namespace earshot
