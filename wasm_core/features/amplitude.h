#pragma once

#include "audio/clip.h"
#include "features/front_end_spec.h"

namespace earshot {

/// Scales a clip's samples in place, all channels by the same factor. Silence stays silence.
void scale_amplitude(Clip& clip, AmplitudeScaling scaling);

}  // namespace earshot
