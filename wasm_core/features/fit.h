#pragma once

#include <cstddef>

#include "audio/clip.h"
#include "features/front_end_spec.h"

namespace earshot {

/// Which sample of the clip is the first of its window; negative where zeros come before the clip.
std::ptrdiff_t fit_start(const Clip& clip, const FitSpec& spec);

/// Cuts or pads a clip to spec.samples; all channels in the same place.
Clip fit(const Clip& clip, const FitSpec& spec);

}  // namespace earshot
