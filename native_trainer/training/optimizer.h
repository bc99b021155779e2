#pragma once

#include <torch/optim/optimizer.h>

#include <memory>
#include <vector>

#include "training/training_spec.h"

namespace earshot {

std::unique_ptr<torch::optim::Optimizer> make_optimizer(const OptimizerSpec& spec,
                                                        const std::vector<torch::Tensor>& parameters);

void set_learning_rate(torch::optim::Optimizer& optimizer, double rate);

}  // namespace earshot
