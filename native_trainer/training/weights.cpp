#include "training/weights.h"

#include <ATen/core/grad_mode.h>

namespace earshot {

Weights copy_of(const Weights& weights) {
  Weights copy;
  for (const at::Tensor& tensor : weights) copy.push_back(tensor.detach().clone());
  return copy;
}

void assign(const Weights& to, const Weights& from) {
  const at::NoGradGuard no_grad;
  for (std::size_t i = 0; i < to.size(); ++i) at::Tensor(to[i]).copy_(from[i]);
}

void move_average(const Weights& average, const Weights& weights, double decay) {
  const at::NoGradGuard no_grad;
  for (std::size_t i = 0; i < average.size(); ++i) at::Tensor(average[i]).lerp_(weights[i], 1.0 - decay);
}

}  // namespace earshot
