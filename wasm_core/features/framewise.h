#pragma once

#include "features/front_end_spec.h"

namespace earshot {

/// The spec of features that can be strung together along a stream, as a picture that scrolls: of any length,
/// and without what takes the frames of a window together (its peak, its greatest value, its mean), for that
/// would be another in each window. Spectra are not scaled at all, but in decibels; cepstra keep a scaling by
/// the training set's statistics or by frames. Mono. A waveform, which has no frames, is given back as it is.
FrontEndSpec framewise(FrontEndSpec spec);

}  // namespace earshot
