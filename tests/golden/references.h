#pragma once

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "golden/tensor.h"

namespace earshot::golden {

/// No code of ours stands for the reference function.
class NotYet : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Computes with the public classes of the core what the Python function named `function` computes with these
/// parameters. Throws NotYet (whose message is the function), Unsupported, or the core's own Error.
Tensor compute(const std::string& function, const nlohmann::json& params, const std::vector<Input>& inputs);

}  // namespace earshot::golden
