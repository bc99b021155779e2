#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>

#include "model/model_card.h"

namespace earshot {

/// What a task minimizes, as the mean over the examples of a batch: cross-entropy for one label of several,
/// binary cross-entropy for one of two, the squared error for regression. `outputs` are {batch, logits},
/// `targets` {batch} as Examples::targets. `label_smoothing` moves that share of each label's probability to
/// all labels alike (Szegedy et al. 2016); regression has no labels and takes 0.
at::Tensor mean_loss(ModelCard::Task task, const at::Tensor& outputs, const at::Tensor& targets,
                     double label_smoothing = 0.0);

/// How many examples get their label: the one with the largest logit, or the positive one of two if the logit
/// is above 0. Nothing for regression.
std::optional<std::int64_t> count_right(ModelCard::Task task, const at::Tensor& outputs,
                                        const at::Tensor& targets);

}  // namespace earshot
