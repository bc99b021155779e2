#include "training/loss.h"

#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/mse_loss.h>

#include <utility>

namespace earshot {

at::Tensor mean_loss(ModelCard::Task task, const at::Tensor& outputs, const at::Tensor& targets,
                     double label_smoothing) {
  switch (task) {
    case ModelCard::Task::single_label:
      return at::cross_entropy_loss(outputs, targets.to(at::kLong), {}, at::Reduction::Mean, -100,
                                    label_smoothing);
    case ModelCard::Task::binary:
      return at::binary_cross_entropy_with_logits(
          outputs.squeeze(1), targets.mul(1.0 - label_smoothing).add(label_smoothing / 2.0));
    case ModelCard::Task::regression:
      return at::mse_loss(outputs.squeeze(1), targets);
  }
  std::unreachable();
}

std::optional<std::int64_t> count_right(ModelCard::Task task, const at::Tensor& outputs,
                                        const at::Tensor& targets) {
  switch (task) {
    case ModelCard::Task::single_label:
      return outputs.argmax(1).eq(targets).sum().item<std::int64_t>();
    case ModelCard::Task::binary:
      return outputs.squeeze(1).gt(0.0).eq(targets).sum().item<std::int64_t>();
    case ModelCard::Task::regression:
      return {};
  }
  std::unreachable();
}

}  // namespace earshot
