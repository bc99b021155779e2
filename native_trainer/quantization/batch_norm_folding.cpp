#include "quantization/batch_norm_folding.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "quantization/graph_tensors.h"

namespace earshot {
namespace {

constexpr const char* kBatchNorm = "BatchNormalization";

double epsilon_of(const onnx::NodeProto& batch_norm) {
  for (const onnx::AttributeProto& attribute : batch_norm.attribute()) {
    if (attribute.name() == "epsilon") return static_cast<double>(attribute.f());
  }
  return 1e-5;  // ONNX's default
}

/// The batch norm that alone takes what `node` gives, or null.
onnx::NodeProto* following_batch_norm(onnx::GraphProto& graph, const onnx::NodeProto& node) {
  const std::vector<onnx::NodeProto*> consumers = consumers_of(graph, node.output(0));
  const bool alone = consumers.size() == 1 && consumers.front()->op_type() == kBatchNorm;
  return alone ? consumers.front() : nullptr;
}

/// y = scale (w x + b - mean) + offset, scale = weight / sqrt(variance + epsilon), each for its output.
void fold(onnx::GraphProto& graph, onnx::NodeProto& node, const onnx::NodeProto& batch_norm) {
  const auto read = [&](const std::string& name) { return floats_of(*find_tensor(graph, name)); };
  const std::vector<float> weight = read(batch_norm.input(1));
  const std::vector<float> offset = read(batch_norm.input(2));
  const std::vector<float> mean = read(batch_norm.input(3));
  const std::vector<float> variance = read(batch_norm.input(4));
  const double epsilon = epsilon_of(batch_norm);
  std::vector<float> weights = read(node.input(1));
  std::vector<float> biases =
      node.input_size() > 2 ? read(node.input(2)) : std::vector<float>(weight.size(), 0.0f);

  const std::size_t inputs = weights.size() / weight.size();
  for (std::size_t output = 0; output < weight.size(); ++output) {
    const double scale = weight[output] / std::sqrt(variance[output] + epsilon);
    for (std::size_t i = output * inputs; i < (output + 1) * inputs; ++i) {
      weights[i] = static_cast<float>(weights[i] * scale);
    }
    biases[output] =
        static_cast<float>((static_cast<double>(biases[output]) - mean[output]) * scale + offset[output]);
  }

  set_floats(*find_tensor(graph, node.input(1)), weights);
  if (node.input_size() > 2) {
    set_floats(*find_tensor(graph, node.input(2)), biases);
  } else {
    const std::int64_t dimensions[] = {static_cast<std::int64_t>(biases.size())};
    node.add_input(add_tensor(graph, node.output(0) + ".bias", dimensions, biases));
  }
  node.set_output(0, batch_norm.output(0));
}

}  // namespace

void fold_batch_norms(onnx::GraphProto& graph) {
  for (onnx::NodeProto& node : *graph.mutable_node()) {
    if (!multiplies_weights(graph, node)) continue;
    if (onnx::NodeProto* batch_norm = following_batch_norm(graph, node)) {
      fold(graph, node, *batch_norm);
      batch_norm->Clear();
    }
  }
  auto& nodes = *graph.mutable_node();
  const auto folded =
      std::ranges::remove_if(nodes, [](const onnx::NodeProto& node) { return node.op_type().empty(); });
  nodes.erase(folded.begin(), folded.end());
  remove_unused_tensors(graph);
}

}  // namespace earshot
