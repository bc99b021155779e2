#pragma once

#include <span>

namespace earshot {

/// Moves samples later by `by` (earlier if negative), in place. What leaves at one end is lost and zeros
/// enter at the other, or, if `circular`, it enters there.
void shift_samples(std::span<float> samples, long by, bool circular);

}  // namespace earshot
