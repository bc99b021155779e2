#pragma once

#include "audio/clip.h"
#include "features/front_end_spec.h"

namespace earshot {

/// Cuts or pads a clip to spec.samples; all channels in the same place.
Clip fit(const Clip& clip, const FitSpec& spec);

}  // namespace earshot
