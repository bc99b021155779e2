#pragma once

#include "features/features.h"
#include "features/front_end_spec.h"

namespace earshot {

/// Scales features in place by their statistics, which are computed in double precision. Values that are all
/// equal, but for rounding (the rule of sklearn's StandardScaler), are centered and not divided.
void scale(Features& features, const ScalingSpec& spec);

}  // namespace earshot
