#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace earshot {

/// The first coefficients of the orthonormal DCT-II (scipy.fft.dct, norm "ortho"), each multiplied by a
/// lifter.
class CepstralTransform {
 public:
  /// `lifter` has one weight a coefficient.
  CepstralTransform(int bands, std::span<const double> lifter);

  int coefficients() const { return static_cast<int>(coefficients_); }

  /// Transforms every frame: from [band][frame] to [coefficient][frame].
  void apply(std::span<const float> energies, std::span<float> coefficients) const;

 private:
  std::size_t bands_;
  std::size_t coefficients_;
  std::vector<float> matrix_;  ///< [coefficient][band]
};

/// 1 + lifter / 2 sin(pi (n + first) / lifter) for n < coefficients; all ones when `lifter` is 0. librosa
/// counts from first = 1, python_speech_features from 0.
std::vector<double> sine_lifter(int coefficients, int lifter, int first);

}  // namespace earshot
