#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "features/frame_kernel.h"
#include "features/frame_range.h"
#include "features/front_end_spec.h"

namespace earshot {

/// The frames of the short-time Fourier transform, as librosa.stft: a window shorter than the transform is
/// padded with zeros on both sides (left = missing / 2). Allocates nothing after construction.
class StftFrames {
 public:
  /// For as many frames at once as a kernel takes.
  StftFrames(const StftSpec& spec, std::size_t at_once);

  /// What to compute from each frame: |X|^power of every bin.
  static FramePlan plan(const StftSpec& spec);

  /// The win_length samples under a frame's window: those of the clip itself or, where there is padding, a
  /// copy that stays until the next call with the same `slot`, which is below at_once. The frame must exist
  /// (stft_frames) and, with reflect padding, so must the samples that it mirrors.
  const float* cut(std::span<const float> samples, int frame, std::size_t slot);

  /// The frames of a clip that see no padding.
  FrameRange inner_frames(std::size_t samples) const;

 private:
  /// Where in the clip a frame's window begins; may lie before the clip.
  std::ptrdiff_t window_begin(int frame) const;

  StftSpec spec_;
  std::vector<float> padded_;  ///< [slot][win_length]
};

/// How many frames a clip of `samples` samples has: 1 + samples / hop when centered, otherwise only those
/// that fit; 0 when not one does.
int stft_frames(const StftSpec& spec, std::size_t samples);

}  // namespace earshot
