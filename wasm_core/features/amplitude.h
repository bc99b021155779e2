#pragma once

#include <span>

#include "features/front_end_spec.h"

namespace earshot {

/// The greatest |sample|.
float peak_of(std::span<const float> samples);

/// What to multiply the samples of a clip by whose channels peak at `peak`, all by the same. Silence stays
/// silence.
double amplitude_gain(AmplitudeScaling scaling, float peak);

}  // namespace earshot
