#pragma once

#include <span>

namespace earshot {

/// The temperature with which the probabilities of a task of single labels fit the truth best: the least mean
/// cross-entropy (Guo et al. 2017, "On Calibration of Modern Neural Networks", section 4.2). `logits` are
/// [example][label], `targets` the labels' indices, one an example; there must be examples. From 0.1 to 10.
double fit_temperature(std::span<const float> logits, std::span<const float> targets);

}  // namespace earshot
