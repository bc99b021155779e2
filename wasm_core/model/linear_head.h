#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace earshot {

/// A linear layer that turns an embedding into logits.
struct LinearHead {
  std::size_t inputs = 0;
  std::vector<float> weights;  ///< [label][input]
  std::vector<float> biases;   ///< one a label

  std::size_t labels() const { return biases.size(); }
  std::vector<float> logits(std::span<const float> embedding) const;
};

}  // namespace earshot
