#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "random.h"

namespace earshot {

/// Nearly Gaussian noise of equal power at every frequency, deviation 1.
std::vector<float> white_noise(std::size_t samples, Random& random);
/// Noise whose power falls by 3 dB an octave.
std::vector<float> pink_noise(std::size_t samples, Random& random);
/// Noise whose power falls by 6 dB an octave.
std::vector<float> brown_noise(std::size_t samples, Random& random);

/// One to three clicks and thumps, as a touched microphone, a mouse or a breath on it makes: bursts of white
/// or brown noise that fall to 1/e within 1 to 30 ms, anywhere, with silence between them.
std::vector<float> pops(std::size_t samples, int sample_rate, Random& random);

/// The voices mixed at equal power, each repeated to fill `samples` from a drawn start. Silent ones add
/// nothing.
std::vector<float> babble(std::span<const std::span<const float>> voices, std::size_t samples,
                          Random& random);

/// `samples` of a recording from a drawn place on, and round; it must not be empty.
std::vector<float> any_part(std::span<const float> recording, std::size_t samples, Random& random);

/// Mean of the squares; 0 for nothing.
double mean_power(std::span<const float> samples);

/// Adds `noise` (as long as `samples`) so that its mean power is `snr_decibels` below `signal_power`.
void add_noise(std::span<float> samples, std::span<const float> noise, double signal_power,
               double snr_decibels);

}  // namespace earshot
