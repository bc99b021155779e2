#pragma once

#include <span>

namespace earshot {

/// Silences what is softer than a level that lies `decibels` below the loudest 10 ms, as telephones, headsets
/// and calls do between words and, with them, to soft consonants. In place. What is decided for 10 ms fades
/// into what is decided for the next.
void gate_noise(std::span<float> samples, int sample_rate, double decibels);

}  // namespace earshot
