#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "features/features.h"
#include "features/front_end_spec.h"
#include "features/spectral_features.h"

namespace earshot {

/// The features of a window that slides over an endless mono stream at the model's rate. They are those that
/// FrontEnd::compute gives for the window's samples, to the last bit, but what the last window had is kept:
/// when the window moves by a multiple of the spec's hop_length, only the frames that are new are computed,
/// and those at the window's edges, which see where it begins and ends (padding; pre-emphasis of the first
/// sample). When it moves by anything else, no frame stays where it was, and all are computed. What takes all
/// frames together (top_db, cepstrum, scaling, and logarithms when the amplitude's gain has changed) is done
/// for the whole window.
/// Allocates nothing after construction (see FrameKernel). Not thread-safe.
class FeatureStream {
 public:
  /// For windows of `window` samples, which is spec.fit.samples if that is given. Throws as FrontEnd and its
  /// compute do if the spec is not sound or the window is too short for it.
  FeatureStream(const FrontEndSpec& spec, std::size_t window);

  /// Features of the window that ends at sample `end` of the stream; valid until the next call. Throws Error
  /// if it has another length, or NaN or infinite samples. Any `end` is right, but only what lies less than a
  /// window after the last is fast.
  const Features& compute(std::span<const float> window, std::uint64_t end);

 private:
  /// By how many frames the window has moved when frames can be kept.
  std::optional<std::size_t> moved_frames(std::uint64_t end) const;
  void update_frames(std::span<const float> window, std::uint64_t end, double gain);

  FrontEndSpec spec_;
  std::size_t window_;
  std::optional<SpectralFeatures> spectral_;  ///< of every kind but waveform
  ChannelFrames frames_;
  FrameRange inner_;
  std::vector<int> missing_;  ///< frames to be computed
  std::optional<std::uint64_t> last_end_;
  double gain_ = 0.0;  ///< that frames_ were compressed with
  Features features_;
};

}  // namespace earshot
