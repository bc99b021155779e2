#pragma once

#include <span>

#include "audio/clip.h"
#include "features/front_end_spec.h"

namespace earshot {

/// The greatest |sample|.
float peak_of(std::span<const float> samples);

/// What scaling multiplies the samples of a clip with whose channels peak at `peak`.
double amplitude_gain(AmplitudeScaling scaling, float peak);

/// Scales a clip's samples in place, all channels by the same factor. Silence stays silence.
void scale_amplitude(Clip& clip, AmplitudeScaling scaling);

}  // namespace earshot
