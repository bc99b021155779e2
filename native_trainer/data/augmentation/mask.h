#pragma once

#include "data/augmentation_spec.h"
#include "features/features.h"
#include "random.h"

namespace earshot {

/// SpecAugment (Park et al. 2019): bands and frames, in runs of drawn length and place, become the mean of
/// all values.
void mask_features(Features& features, const MaskSpec& spec, Random& random);

}  // namespace earshot
