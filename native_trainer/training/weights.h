#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace earshot {

/// Everything that makes up a trained module (Module::state), or copies of it.
using Weights = std::vector<at::Tensor>;

Weights copy_of(const Weights& weights);
/// Overwrites the values of `to` with those of `from`.
void assign(const Weights& to, const Weights& from);
/// average <- decay average + (1 - decay) weights
void move_average(const Weights& average, const Weights& weights, double decay);

}  // namespace earshot
