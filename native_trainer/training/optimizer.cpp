#include "training/optimizer.h"

#include <torch/optim/adam.h>
#include <torch/optim/adamw.h>
#include <torch/optim/sgd.h>

namespace earshot {

std::unique_ptr<torch::optim::Optimizer> make_optimizer(const OptimizerSpec& spec,
                                                        const std::vector<torch::Tensor>& parameters) {
  switch (spec.kind) {
    case OptimizerSpec::Kind::adam:
      return std::make_unique<torch::optim::Adam>(parameters, torch::optim::AdamOptions(spec.learning_rate)
                                                                  .betas({spec.beta1, spec.beta2})
                                                                  .eps(spec.epsilon)
                                                                  .weight_decay(spec.weight_decay));
    case OptimizerSpec::Kind::adamw:
      return std::make_unique<torch::optim::AdamW>(parameters, torch::optim::AdamWOptions(spec.learning_rate)
                                                                   .betas({spec.beta1, spec.beta2})
                                                                   .eps(spec.epsilon)
                                                                   .weight_decay(spec.weight_decay));
    case OptimizerSpec::Kind::sgd:
      break;
  }
  return std::make_unique<torch::optim::SGD>(parameters, torch::optim::SGDOptions(spec.learning_rate)
                                                             .momentum(spec.momentum)
                                                             .nesterov(spec.nesterov)
                                                             .weight_decay(spec.weight_decay));
}

void set_learning_rate(torch::optim::Optimizer& optimizer, double rate) {
  for (auto& group : optimizer.param_groups()) group.options().set_lr(rate);
}

}  // namespace earshot
