#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "features/frame_kernel.h"
#include "features/frame_range.h"
#include "features/front_end_spec.h"

namespace earshot {

/// The frames of python_speech_features (0.6). Allocates nothing after construction.
class PsfFrames {
 public:
  /// For as many frames at once as a kernel takes.
  PsfFrames(const StftSpec& stft, double pre_emphasis, std::size_t at_once);

  /// What to compute from each frame, python_speech_features.fbank: filter-bank energies and, after them, the
  /// total energy. Zeros stay zeros. Uses of `stft` n_fft, hop_length, win_length and window, of `mel` bands,
  /// low_hz and high_hz.
  static FramePlan plan(const StftSpec& stft, const MelSpec& mel, int sample_rate);

  /// The samples of a frame after pre-emphasis; beyond the clip's end there are zeros. They stay until the
  /// next call with the same `slot`, which is below at_once.
  const float* cut(std::span<const float> samples, int frame, std::size_t slot);

  /// The frames of a clip that see neither its end nor, for pre-emphasis, its beginning.
  FrameRange inner_frames(std::size_t samples) const;

 private:
  std::size_t hop_length_;
  std::size_t frame_length_;
  double pre_emphasis_;
  std::vector<float> emphasized_;  ///< [slot][frame_length_]
};

/// How many frames a clip has: one for a clip up to win_length samples, then one for every hop_length begun.
int psf_frames(const StftSpec& spec, std::size_t samples);

/// What python_speech_features puts in the place of an energy of zero, to have a logarithm.
inline constexpr double kPsfLeastEnergy = std::numeric_limits<double>::epsilon();

}  // namespace earshot
