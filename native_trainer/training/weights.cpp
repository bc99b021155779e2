#include "training/weights.h"

namespace earshot {

Weights weights_of(const torch::nn::Module& module) {
  Weights weights = module.parameters();
  for (const torch::Tensor& buffer : module.buffers()) weights.push_back(buffer);
  return weights;
}

Weights copy_of(const Weights& weights) {
  Weights copy;
  for (const torch::Tensor& tensor : weights) copy.push_back(tensor.detach().clone());
  return copy;
}

void assign(const Weights& to, const Weights& from) {
  torch::NoGradGuard no_grad;
  for (std::size_t i = 0; i < to.size(); ++i) torch::Tensor(to[i]).copy_(from[i]);
}

void move_average(const Weights& average, const Weights& weights, double decay) {
  torch::NoGradGuard no_grad;
  for (std::size_t i = 0; i < average.size(); ++i) torch::Tensor(average[i]).lerp_(weights[i], 1.0 - decay);
}

}  // namespace earshot
