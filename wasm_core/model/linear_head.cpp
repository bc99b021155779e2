#include "model/linear_head.h"

#include <numeric>

namespace earshot {

std::vector<float> LinearHead::logits(std::span<const float> embedding) const {
  std::vector<float> logits(labels());
  for (std::size_t label = 0; label < logits.size(); ++label) {
    const auto row = std::span(weights).subspan(label * inputs, inputs);
    logits[label] = static_cast<float>(
        std::inner_product(row.begin(), row.end(), embedding.begin(), static_cast<double>(biases[label])));
  }
  return logits;
}

}  // namespace earshot
