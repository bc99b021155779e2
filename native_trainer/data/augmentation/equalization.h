#pragma once

#include <vector>

#include "data/augmentation/biquad.h"
#include "random.h"

namespace earshot {

/// The colour of another microphone: `peaks` gains from -decibels to decibels, each around a frequency
/// between 80 Hz and 0.45 of the rate (every octave as likely as every other) and 1 to 3 octaves wide. To be
/// applied one after the other.
std::vector<Biquad> draw_equalization(int peaks, double decibels, int sample_rate, Random& random);

}  // namespace earshot
