#pragma once

#include <span>
#include <vector>

namespace earshot {

/// What is drawn of the samples in one column of pixels.
struct EnvelopeColumn {
  float low = 0.0f;  ///< smallest and largest sample
  float high = 0.0f;
  float rms = 0.0f;
};

/// Sums samples up in `columns` columns of equal duration. Where there are fewer samples than columns,
/// neighbors share a sample. Samples that are not finite count as 0. Empty when there are no samples.
std::vector<EnvelopeColumn> envelope(std::span<const float> samples, int columns);

}  // namespace earshot
