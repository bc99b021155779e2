#pragma once

#include <ATen/core/Tensor.h>

#include "training/training_spec.h"

namespace earshot {

/// Gives each example of a batch a style between its own and that of another one: the mean and the standard
/// deviation of every band over channels and frames, which is how microphone, room and noise color a sound.
/// What changes over time within a band stays. So a network does not learn by which recorder a class was
/// recorded (Zhou et al., "Domain generalization with MixStyle", 2021; of bands: Kim et al., "Domain
/// generalization with relaxed instance frequency-wise normalization", 2022, section 3, and Schmid et al.,
/// "CP-JKU submission to DCASE22", 2022).
///
/// `inputs` are {batch, channels, bands, frames}. Partners and shares are drawn from LibTorch's generator, a
/// share for each example from Beta(concentration, concentration); with 1 - probability the batch stays.
at::Tensor mix_styles(const at::Tensor& inputs, const MixStyleSpec& spec);

}  // namespace earshot
