#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace earshot {

/// A tensor that a graph takes or gives; -1 stands for a dimension that is not fixed (the batch).
struct TensorInfo {
  std::string name;
  std::vector<std::int64_t> shape;
};

/// What an .onnx file holds beside its numbers.
struct NetworkOutline {
  struct Node {
    std::string operation;
    std::vector<std::string> inputs;
    std::vector<std::string> outputs;
  };

  bool has_ir_version = false;
  bool has_graph = false;
  std::optional<std::string> card;  ///< "earshot" of the metadata
  std::vector<TensorInfo> inputs;   ///< without weights, which old files list among them
  std::vector<TensorInfo> outputs;
  std::vector<std::string> initializers;
  std::vector<Node> nodes;  ///< in an order in which they can be computed
};

/// Throws std::out_of_range when the bytes are no messages of protocol buffers.
NetworkOutline read_network_outline(std::span<const std::byte> bytes);

/// The key of the model card in an .onnx file's metadata.
inline constexpr const char* kCardKey = "earshot";

}  // namespace earshot
