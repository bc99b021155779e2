#pragma once

#include "experiment/development_data.h"
#include "network/network.h"
#include "recipe/recipe.h"

namespace earshot {

/// Lets a network that is to be trained compute a batch of the training examples, and ONNX Runtime the same.
/// Where they differ, oneDNN, whose convolutions LibTorch uses, computes wrong sums on this processor, as
/// version 3.6 has been seen to in a virtual machine; a network would learn to live with them. LibTorch then
/// goes on without it, slower, which is said on stderr. Throws Error where that does not help. Gradients are
/// not compared: there is nothing to compare them with.
void check_arithmetic(const Network& network, const Recipe& recipe, const DevelopmentData& data);

}  // namespace earshot
