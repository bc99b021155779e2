#pragma once

#include <torch/torch.h>

#include "network/network_spec.h"

namespace earshot {

/// Draws a weight {outputs, inputs, ...} and its bias, which may be undefined, as torch.nn.Conv and Linear do.
void initialize_as_pytorch(torch::Tensor& weight, torch::Tensor& bias);

/// Draws anew the weights of everything in `module` that multiplies (not of batch norm) by `spec`.
void initialize(torch::nn::Module& module, const InitializationSpec& spec);

}  // namespace earshot
