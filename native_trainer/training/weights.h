#pragma once

#include <torch/torch.h>

#include <vector>

namespace earshot {

/// Copies of everything that makes up a trained module: parameters and running statistics.
using Weights = std::vector<torch::Tensor>;

/// The module's own tensors, not copies.
Weights weights_of(const torch::nn::Module& module);
Weights copy_of(const Weights& weights);
/// Overwrites the values of `to` with those of `from`.
void assign(const Weights& to, const Weights& from);
/// average <- decay average + (1 - decay) weights
void move_average(const Weights& average, const Weights& weights, double decay);

}  // namespace earshot
