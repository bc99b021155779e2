#include "training/mix_style.h"

#include <ATen/Functions.h>

namespace earshot {
namespace {

/// {batch, 1, bands, 1} each.
struct Style {
  at::Tensor mean;
  at::Tensor deviation;
};

Style style_of(const at::Tensor& inputs) {
  constexpr double kSmallest = 1e-5;  // a band without any sound
  const std::vector<std::int64_t> axes = {1, 3};
  const at::Tensor mean = inputs.mean(axes, /*keepdim=*/true);
  return {mean, inputs.sub(mean).square().mean(axes, /*keepdim=*/true).add(kSmallest).sqrt()};
}

/// {batch, 1, 1, 1} of Beta(concentration, concentration), from two numbers of the gamma distribution.
at::Tensor draw_shares(std::int64_t count, double concentration) {
  const at::Tensor gammas = at::_standard_gamma(at::full({2, count}, concentration, at::kDouble));
  return gammas[0].div(gammas.sum(0)).nan_to_num(1.0).to(at::kFloat).view({count, 1, 1, 1});
}

}  // namespace

at::Tensor mix_styles(const at::Tensor& inputs, const MixStyleSpec& spec) {
  if (at::rand({1}).item<double>() >= spec.probability) return inputs;
  const std::int64_t count = inputs.size(0);
  const at::Tensor share = draw_shares(count, spec.concentration).to(inputs.device());
  const at::Tensor partner = at::randperm(count, at::kLong).to(inputs.device());
  const Style own = style_of(inputs);
  const auto mixed = [&](const at::Tensor& values) {
    return values.mul(share).add(values.index_select(0, partner).mul(share.neg().add(1.0)));
  };
  return inputs.sub(own.mean).div(own.deviation).mul(mixed(own.deviation)).add(mixed(own.mean));
}

}  // namespace earshot
