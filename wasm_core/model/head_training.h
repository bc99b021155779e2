#pragma once

#include <cstddef>
#include <vector>

#include "model/head_loss.h"
#include "model/linear_head.h"

namespace earshot {

/// The head that tells the examples apart best (HeadLoss): multinomial logistic regression. The loss has one
/// minimum, so that the same examples always give the same head. There must be examples.
LinearHead train_head(const HeadExamples& examples);

/// Which of `folds` parts each example belongs to: all examples of a take are in one, and the takes of every
/// label are spread over all.
std::vector<std::size_t> folds_by_take(const HeadExamples& examples, std::size_t folds);

/// The logits of every example, [example][label], by a head that was trained without its fold. Every label
/// needs at least two takes.
std::vector<float> held_out_logits(const HeadExamples& examples, std::size_t folds);

}  // namespace earshot
