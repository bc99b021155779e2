#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "audio/clip.h"

namespace earshot {

/// A deterministic test signal and the logits that the trainer got for it. Whoever loads a model computes the
/// same and reports the difference.
struct SelfCheck {
  std::string signal = "chirp_noise";  ///< the formula's name; the only one so far
  std::uint32_t seed = 1;
  std::vector<float> logits = {};
};

/// The largest difference that still counts as verified.
inline constexpr float kSelfCheckTolerance = 1e-3f;

/// One second at `sample_rate` Hz, mono: x[i] = 0.4 sin(2 pi (80 t + (0.2 rate - 40) t^2)) + 0.1 u[i], t = i
/// / rate, a chirp from 80 Hz to 0.4 rate with noise; u is uniform in [-1, 1) from the 24 high bits of the
/// linear congruential generator s <- 1664525 s + 1013904223 mod 2^32 that starts at `seed` (Numerical
/// Recipes' "quick and dirty" generator). Throws FieldError when the name is unknown.
Clip self_check_signal(const SelfCheck& check, int sample_rate);

/// max |logits - check.logits| / max(1, max |check.logits|): absolute for logits of usual size, relative for
/// networks whose logits run into the thousands, since float32 rounds by the size of a number. Infinite when
/// the counts differ or a logit is not finite.
float self_check_difference(const SelfCheck& check, std::span<const float> logits);

}  // namespace earshot
