#include "model/prediction.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace earshot {

std::vector<float> softmax(std::span<const float> logits) {
  std::vector<float> probabilities(logits.begin(), logits.end());
  if (probabilities.empty()) return probabilities;
  const float largest = *std::max_element(logits.begin(), logits.end());
  double sum = 0.0;
  for (float& value : probabilities) {
    value = std::exp(value - largest);
    sum += value;
  }
  for (float& value : probabilities) value = static_cast<float>(value / sum);
  return probabilities;
}

Prediction predict(ModelCard::Task task, std::span<const float> logits, double temperature) {
  assert(task != ModelCard::Task::regression);
  std::vector<float> scaled(logits.begin(), logits.end());
  for (float& logit : scaled) logit = static_cast<float>(logit / temperature);
  Prediction prediction;
  if (task == ModelCard::Task::binary) {
    const float positive = 1.0f / (1.0f + std::exp(-scaled[0]));
    prediction.probabilities = {1.0f - positive, positive};
  } else {
    prediction.probabilities = softmax(scaled);
  }
  prediction.label = static_cast<std::size_t>(
      std::distance(prediction.probabilities.begin(),
                    std::max_element(prediction.probabilities.begin(), prediction.probabilities.end())));
  return prediction;
}

}  // namespace earshot
