#include "training/mixup.h"

#include <ATen/Functions.h>

namespace earshot {

at::Tensor Mixture::mixed(const at::Tensor& inputs) const {
  return inputs.mul(share).add(inputs.index_select(0, partner), 1.0 - share);
}

std::optional<Mixture> draw_mixture(double concentration, const at::Tensor& targets) {
  if (concentration == 0.0) return {};
  // Beta(a, a) from two numbers of the gamma distribution.
  const at::Tensor gammas = at::_standard_gamma(at::full({2}, concentration, at::kDouble));
  const double first = gammas[0].item<double>();
  const double second = gammas[1].item<double>();
  const double sum = first + second;
  return Mixture{.partner = at::randperm(targets.size(0), at::kLong).to(targets.device()),
                 .share = sum > 0.0 ? first / sum : 1.0};
}

}  // namespace earshot
