#pragma once

#include <span>

namespace earshot {

/// A filter of second order:
/// y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2].
/// The designs are those of R. Bristow-Johnson, "Audio EQ Cookbook"; frequencies lie below half the rate.
struct Biquad {
  double b0 = 1.0;
  double b1 = 0.0;
  double b2 = 0.0;
  double a1 = 0.0;
  double a2 = 0.0;

  /// Butterworth: 3 dB less at the cutoff, 12 dB an octave below it.
  static Biquad high_pass(double cutoff_hz, int sample_rate);
  /// A gain around a frequency; `octaves`: between the frequencies of half the gain.
  static Biquad peak(double center_hz, double octaves, double gain_decibels, int sample_rate);

  /// In place, from silence.
  void filter(std::span<float> samples) const;
};

}  // namespace earshot
