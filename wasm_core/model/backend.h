#pragma once

#include <string>
#include <vector>

#include "features/features.h"

namespace earshot {

/// What runs the network: ONNX Runtime natively; in the page ONNX Runtime Web stands in this place.
class Backend {
 public:
  virtual ~Backend() = default;
  /// The logits of one clip. Throws Error when the features do not fit the network.
  virtual std::vector<float> logits(const Features& features) = 0;
  /// For people: "ONNX Runtime 1.21, CPU".
  virtual std::string name() const = 0;
};

}  // namespace earshot
