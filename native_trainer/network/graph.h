#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "network/shape.h"

namespace earshot {

/// A network as ONNX operators (opset 17), as plain data: what layers write, without any ONNX library.
struct Graph {
  using Attribute = std::variant<std::int64_t, float, std::vector<std::int64_t>>;

  struct Node {
    std::string operation;            ///< an ONNX operator: "Conv"
    std::vector<std::string> inputs;  ///< names of values
    std::string output;               ///< name of the value that it gives
    std::vector<std::pair<std::string, Attribute>> attributes;
  };

  /// A weight.
  struct Tensor {
    std::string name;
    Shape shape;
    std::vector<float> values;
  };

  Shape input_shape;   ///< without the batch
  Shape output_shape;  ///< without the batch
  std::string output;  ///< the name of the last value; the first is kInput
  std::vector<Node> nodes;
  std::vector<Tensor> tensors;

  static constexpr const char* kInput = "features";

  /// Adds a node whose output is called `name`, which it returns.
  std::string add(std::string operation, std::string name, std::vector<std::string> inputs,
                  std::vector<std::pair<std::string, Attribute>> attributes = {});
};

}  // namespace earshot
