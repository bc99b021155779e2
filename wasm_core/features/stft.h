#pragma once

#include <complex>
#include <cstddef>
#include <span>
#include <vector>

#include "features/fft.h"
#include "features/front_end_spec.h"

namespace earshot {

/// |X|^power of the short-time Fourier transform, frame by frame, as abs(librosa.stft) ** power: a window
/// shorter than the transform is padded with zeros on both sides (left = missing / 2). Allocates nothing
/// after construction (see RealFft). Not thread-safe.
class Stft {
 public:
  explicit Stft(const StftSpec& spec);

  int bins() const { return fft_.bins(); }

  /// Computes frame `frame` of `samples` into `spectrum` (bins() values). The frame must exist
  /// (stft_frames) and, with reflect padding, so must the samples that it mirrors.
  void compute(std::span<const float> samples, int frame, std::span<double> spectrum);

 private:
  StftSpec spec_;
  std::size_t window_start_;  ///< in the frame of n_fft samples
  std::vector<double> window_;
  RealFft fft_;
  std::vector<double> frame_;
  std::vector<std::complex<double>> spectrum_;
};

/// How many frames a clip of `samples` samples has: 1 + samples / hop when centered, otherwise only those
/// that fit; 0 when not one does.
int stft_frames(const StftSpec& spec, std::size_t samples);

}  // namespace earshot
