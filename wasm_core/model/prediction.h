#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/model_card.h"

namespace earshot {

/// Probabilities of every label and the most probable one.
struct Prediction {
  std::vector<float> probabilities;  ///< one a label, also for a binary task
  std::size_t label = 0;
};

/// Softmax, computed without overflow.
std::vector<float> softmax(std::span<const float> logits);

/// single_label: softmax. binary: {1 - sigmoid, sigmoid}. A regression predicts no label. Logits are divided
/// by `temperature` first, which brings probabilities to what they should be and changes no label.
Prediction predict(ModelCard::Task task, std::span<const float> logits, double temperature = 1.0);

}  // namespace earshot
