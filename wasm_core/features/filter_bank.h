#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "features/front_end_spec.h"

namespace earshot {

/// A bank of filters over the bins of a spectrum, most of whose weights are zero: each band keeps the run of
/// bins that it hears.
class FilterBank {
 public:
  /// A band: `length` weights from `first_weight` on, for the bins from `first_bin` on.
  struct Run {
    std::size_t first_bin = 0;
    std::size_t first_weight = 0;
    std::size_t length = 0;
  };

  /// `weights` is [band][bin], dense.
  FilterBank(int bands, int bins, std::span<const double> weights);

  int bands() const { return static_cast<int>(runs_.size()); }
  int bins() const { return bins_; }

  std::span<const Run> runs() const { return runs_; }  ///< one a band
  std::span<const double> weights() const { return weights_; }

  /// The weights as [band][bin].
  std::vector<double> dense() const;

 private:
  int bins_;
  std::vector<Run> runs_;
  std::vector<double> weights_;
};

/// Triangles between neighbors on the mel scale, weights rounded to float32: librosa.filters.mel or, on its
/// grid, torchaudio.functional.melscale_fbanks. A band narrower than the bins' distance may be empty.
FilterBank mel_filter_bank(const MelSpec& spec, int sample_rate, int n_fft);

/// python_speech_features.get_filterbanks: HTK triangles whose corners are floored to bins, no norm. Uses
/// bands, low_hz and high_hz of `spec`.
FilterBank psf_filter_bank(const MelSpec& spec, int sample_rate, int n_fft);

/// Hertz to mel and back. Slaney's scale is linear to 1000 Hz and logarithmic above; HTK's is
/// 2595 log10(1 + f / 700).
double hz_to_mel(double hz, MelSpec::Scale scale);
double mel_to_hz(double mel, MelSpec::Scale scale);

}  // namespace earshot
