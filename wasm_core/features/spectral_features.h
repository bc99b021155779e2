#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "features/cepstrum.h"
#include "features/features.h"
#include "features/frame_kernel.h"
#include "features/frame_range.h"
#include "features/front_end_spec.h"
#include "features/psf.h"
#include "features/stft.h"

namespace earshot {

/// What the frames of one channel hold before anything looks at more than one of them.
struct ChannelFrames {
  std::size_t rows = 0;
  std::size_t frames = 0;
  std::vector<double> energies;   ///< [row][frame]: powers of bins or energies of bands
  std::vector<float> compressed;  ///< the same after amplitude and compression

  /// Moves every frame `count` frames to the front. The last `count` frames hold anything.
  void drop_first(std::size_t count);
};

/// The three parts of every front end but the raw waveform's: from samples to the energies of single frames,
/// from these to logarithms or what else compresses them, and from all frames to features. What the first
/// two gave can be kept while a window slides. Not thread-safe.
class SpectralFeatures {
 public:
  /// `spec` must be sound, its kind not waveform.
  explicit SpectralFeatures(const FrontEndSpec& spec);

  /// Makes room for the frames of a channel of `samples` samples. What follows allocates nothing.
  void make_room(std::size_t samples, ChannelFrames& channel);

  /// Computes the energies of some frames of a channel, in any order; what the others hold stays.
  void compute(std::span<const float> samples, std::span<const int> frames, ChannelFrames& channel);

  /// Compresses the energies of the frames of a range, of samples times `gain`.
  void compress(FrameRange range, double gain, ChannelFrames& channel) const;

  /// The frames that depend on the samples under them alone, not on where the clip begins and ends.
  FrameRange inner_frames(std::size_t samples) const;

  /// Turns compressed frames into features, which have their shape already: what compression does to all
  /// values together, cepstrum, scaling. Of one channel's frames, every channel of the features is made.
  void finish(std::span<const ChannelFrames> channels, Features& features);

 private:
  FrontEndSpec spec_;
  std::unique_ptr<FrameKernel> kernel_;
  // One of the two.
  std::optional<StftFrames> stft_;
  std::optional<PsfFrames> psf_;
  std::optional<CepstralTransform> cepstrum_;
  // On the way.
  std::size_t rows_;
  std::vector<const float*> starts_;  ///< one for each of the frames at once
  std::vector<double> group_;         ///< [row][frame at once]
  std::vector<float> bands_;          ///< [channel][band][frame], what cepstra are made of
};

}  // namespace earshot
