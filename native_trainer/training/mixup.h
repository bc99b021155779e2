#pragma once

#include <ATen/core/Tensor.h>

#include <optional>

namespace earshot {

/// How the examples of a batch are mixed in pairs (Zhang et al., "mixup: Beyond Empirical Risk Minimization",
/// 2018).
struct Mixture {
  at::Tensor partner;  ///< {batch}: the index of the example that is mixed into each
  double share = 1.0;  ///< of the example itself

  /// `inputs` are {batch, ...}.
  at::Tensor mixed(const at::Tensor& inputs) const;
  /// By `loss_of`, which takes targets {batch}: that of an example's own target and of its partner's.
  at::Tensor mixed_loss(const at::Tensor& targets, const auto& loss_of) const {
    return loss_of(targets).mul(share).add(loss_of(targets.index_select(0, partner)), 1.0 - share);
  }
};

/// For a batch with these targets, drawn from LibTorch's generator: partners by a permutation, one share from
/// Beta(concentration, concentration). None where `concentration` is 0.
std::optional<Mixture> draw_mixture(double concentration, const at::Tensor& targets);

}  // namespace earshot
