#pragma once

#include <span>

#include "features/front_end_spec.h"

namespace earshot {

/// Scales samples in place. Silence stays silence.
void scale_amplitude(std::span<float> samples, AmplitudeScaling scaling);

}  // namespace earshot
