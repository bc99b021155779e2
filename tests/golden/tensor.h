#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "audio/clip.h"

namespace earshot::golden {

struct Tensor {
  std::vector<int> shape;
  std::vector<float> values;  ///< the last dimension is contiguous
};

/// What a reference function is given: a decoded audio file or an array.
struct Input {
  std::optional<Clip> clip;
  Tensor tensor;  ///< when there is no clip
};

/// The folder is not one that can be compared with: a file is missing or is not what the manifest says.
class BadFolder : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace earshot::golden
