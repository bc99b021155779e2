#pragma once

#include <span>
#include <vector>

#include "audio/clip.h"
#include "random.h"

namespace earshot {

/// A clip as it might sound another time: moved by up to a tenth of its length, up to 6 dB louder or softer,
/// and with noise that is 5 to 30 dB below it; half the time that is a part of one of the `backgrounds`,
/// where there are any with sound in them, and else white, pink or brown noise.
Clip noisy_copy(const Clip& clip, std::span<const std::vector<float>> backgrounds, Random& random);

}  // namespace earshot
