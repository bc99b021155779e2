#pragma once

#include "features/front_end_spec.h"

namespace earshot {

/// The spec of another kind of features of the same sounds: spectrogram, mel or mfcc. It takes over what
/// `spec` has of it (rate, transform, mel filters); else frames are of 25 ms every 10 ms, and there are as
/// many mel bands, up to 40, as have bins of their own, and up to 20 coefficients. Of its own kind it stays
/// as it is.
FrontEndSpec of_kind(const FrontEndSpec& spec, FeatureKind kind);

}  // namespace earshot
