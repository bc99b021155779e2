#pragma once

#include <complex>
#include <cstddef>
#include <span>
#include <vector>

#include "features/cepstrum.h"
#include "features/fft.h"
#include "features/filter_bank.h"
#include "features/front_end_spec.h"

namespace earshot {

/// The features of python_speech_features (0.6), frame by frame, in double precision. Not thread-safe.
class PsfFrames {
 public:
  /// Uses of `stft` n_fft, hop_length, win_length and window, of `mel` bands, low_hz and high_hz.
  PsfFrames(const StftSpec& stft, const MelSpec& mel, double pre_emphasis, int sample_rate);

  int bands() const { return bank_.bands(); }

  /// Computes frame `frame` of `samples` (beyond their end there are zeros): python_speech_features.fbank.
  /// Filter-bank energies (bands() values) go to `energies`; returns the total energy of the frame. Zeros
  /// become 2.2e-16.
  double compute(std::span<const float> samples, int frame, std::span<double> energies);

 private:
  StftSpec stft_;
  double pre_emphasis_;
  FilterBank bank_;
  std::vector<double> window_;
  RealFft fft_;
  std::vector<double> frame_;
  std::vector<std::complex<double>> spectrum_;
  std::vector<double> power_;
};

/// How many frames a clip has: one for a clip up to win_length samples, then one for every hop_length begun.
int psf_frames(const StftSpec& spec, std::size_t samples);

/// python_speech_features.mfcc, frame by frame.
class PsfMfcc {
 public:
  PsfMfcc(const StftSpec& stft, const MelSpec& mel, const CepstrumSpec& cepstrum, int sample_rate);

  int coefficients() const { return transform_.coefficients(); }
  void compute(std::span<const float> samples, int frame, std::span<double> coefficients);

 private:
  PsfFrames frames_;
  CepstralTransform transform_;
  bool append_energy_;
  std::vector<double> energies_;
};

}  // namespace earshot
