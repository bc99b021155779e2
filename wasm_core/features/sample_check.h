#pragma once

#include <cstddef>
#include <span>

#include "features/front_end_spec.h"

namespace earshot {

/// Throws Error if there are no samples, or fewer at the model's rate than the spec can take: than reflect
/// padding can mirror, or than a whole frame has when frames are not centered.
void check_length(const FrontEndSpec& spec, std::size_t samples);

/// Throws Error if there are NaN or infinite samples.
void check_finite(std::span<const float> samples);

}  // namespace earshot
