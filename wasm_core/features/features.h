#pragma once

#include <cstddef>
#include <vector>

#include "features/front_end_spec.h"

namespace earshot {

/// What a front end computes from one clip, in the layout the network sees: [channel][band][frame], frames
/// contiguous. A raw-waveform front end has one band and a frame per sample.
struct Features {
  int channels = 1;
  int bands = 0;
  int frames = 0;
  std::vector<float> values;  ///< channels * bands * frames

  std::size_t size() const { return values.size(); }
};

/// Zeros in the shape of some features.
Features make_features(const FrontEndSpec::Shape& shape);

}  // namespace earshot
