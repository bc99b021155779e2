#pragma once

#include <cstddef>
#include <vector>

namespace earshot {

/// Decoded audio at the rate of its file or device. Full scale is +-1; floating-point files may exceed it.
struct Clip {
  int sample_rate = 0;                       ///< Hz
  std::vector<std::vector<float>> channels;  ///< [channel][sample]; every channel has the same length

  std::size_t samples() const { return channels.empty() ? 0 : channels.front().size(); }
};

/// The mean of the channels in float32, as librosa.to_mono does before it resamples.
std::vector<float> mix_down(const Clip& clip);

}  // namespace earshot
