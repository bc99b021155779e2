#include "network/initialization.h"

#include <cmath>

namespace earshot {

void initialize_as_pytorch(torch::Tensor& weight, torch::Tensor& bias) {
  torch::nn::init::kaiming_uniform_(weight, std::sqrt(5.0));
  if (!bias.defined()) return;
  const double bound = 1.0 / std::sqrt(static_cast<double>(weight[0].numel()));
  torch::nn::init::uniform_(bias, -bound, bound);
}

void initialize(torch::nn::Module& module, const InitializationSpec& spec) {
  torch::NoGradGuard no_grad;
  for (const auto& part : module.modules()) {
    auto parameters = part->named_parameters(/*recurse=*/false);
    torch::Tensor* weight = parameters.find("weight");
    if (!weight || weight->dim() < 2) continue;
    switch (spec.weights) {
      case InitializationSpec::Weights::pytorch: break;
      case InitializationSpec::Weights::xavier_uniform: torch::nn::init::xavier_uniform_(*weight); break;
      case InitializationSpec::Weights::kaiming_normal:
        torch::nn::init::kaiming_normal_(*weight, spec.negative_slope);
        break;
    }
    torch::Tensor* bias = parameters.find("bias");
    if (bias && spec.biases == InitializationSpec::Biases::zeros) torch::nn::init::zeros_(*bias);
  }
}

}  // namespace earshot
