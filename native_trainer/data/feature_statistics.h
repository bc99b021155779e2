#pragma once

#include "data/recordings.h"
#include "features/front_end_spec.h"

namespace earshot {

/// Fills spec.scaling.mean and .deviation, one a band, from the features of the training recordings, when
/// spec.scaling.kind is `dataset`; otherwise leaves the spec alone. A band that never varies gets
/// deviation 1.
void measure_feature_statistics(FrontEndSpec& spec, const Recordings& training, int threads);

}  // namespace earshot
