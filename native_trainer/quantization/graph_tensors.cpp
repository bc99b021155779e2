#include "quantization/graph_tensors.h"

#include <onnx/defs/tensor_proto_util.h>

#include <algorithm>
#include <set>
#include <utility>

namespace earshot {
namespace {

template <typename Value>
std::string add(onnx::GraphProto& graph, std::string name, std::span<const std::int64_t> dimensions,
                std::span<const Value> values, onnx::TensorProto::DataType type) {
  onnx::TensorProto& tensor = *graph.add_initializer();
  tensor.set_name(name);
  tensor.set_data_type(type);
  for (const std::int64_t extent : dimensions) tensor.add_dims(extent);
  tensor.set_raw_data(values.data(), values.size_bytes());
  return name;
}

bool has_transposed_weights(const onnx::NodeProto& node) {
  return std::ranges::any_of(node.attribute(), [](const onnx::AttributeProto& attribute) {
    return attribute.name() == "transB" && attribute.i() == 1;
  });
}

}  // namespace

onnx::TensorProto* find_tensor(onnx::GraphProto& graph, const std::string& name) {
  auto& tensors = *graph.mutable_initializer();
  const auto found = std::ranges::find(tensors, name, &onnx::TensorProto::name);
  return found == tensors.end() ? nullptr : &*found;
}

std::vector<float> floats_of(const onnx::TensorProto& tensor) {
  return onnx::ParseData<float>(&tensor);
}

void set_floats(onnx::TensorProto& tensor, std::span<const float> values) {
  tensor.clear_float_data();
  tensor.set_raw_data(values.data(), values.size_bytes());
}

std::string add_tensor(onnx::GraphProto& graph, std::string name, std::span<const std::int64_t> dimensions,
                       std::span<const float> values) {
  return add(graph, std::move(name), dimensions, values, onnx::TensorProto::FLOAT);
}
std::string add_tensor(onnx::GraphProto& graph, std::string name, std::span<const std::int64_t> dimensions,
                       std::span<const std::int8_t> values) {
  return add(graph, std::move(name), dimensions, values, onnx::TensorProto::INT8);
}
std::string add_tensor(onnx::GraphProto& graph, std::string name, std::span<const std::int64_t> dimensions,
                       std::span<const std::uint8_t> values) {
  return add(graph, std::move(name), dimensions, values, onnx::TensorProto::UINT8);
}
std::string add_tensor(onnx::GraphProto& graph, std::string name, std::span<const std::int64_t> dimensions,
                       std::span<const std::int32_t> values) {
  return add(graph, std::move(name), dimensions, values, onnx::TensorProto::INT32);
}

std::vector<onnx::NodeProto*> consumers_of(onnx::GraphProto& graph, const std::string& value) {
  std::vector<onnx::NodeProto*> consumers;
  for (onnx::NodeProto& node : *graph.mutable_node()) {
    if (std::ranges::contains(node.input(), value)) consumers.push_back(&node);
  }
  return consumers;
}

bool is_output(onnx::GraphProto& graph, const std::string& value) {
  if (std::ranges::contains(graph.output(), value, &onnx::ValueInfoProto::name)) return true;
  return std::ranges::any_of(consumers_of(graph, value), [&](const onnx::NodeProto* node) {
    return node->op_type() == "Identity" && is_output(graph, node->output(0));
  });
}

bool multiplies_weights(onnx::GraphProto& graph, const onnx::NodeProto& node) {
  const bool known = node.op_type() == "Conv" || (node.op_type() == "Gemm" && has_transposed_weights(node));
  return known && find_tensor(graph, node.input(1)) != nullptr;
}

void remove_unused_tensors(onnx::GraphProto& graph) {
  std::set<std::string> used;
  for (const onnx::NodeProto& node : graph.node()) used.insert(node.input().begin(), node.input().end());
  auto& tensors = *graph.mutable_initializer();
  const auto unused = std::ranges::remove_if(
      tensors, [&](const onnx::TensorProto& tensor) { return !used.contains(tensor.name()); });
  tensors.erase(unused.begin(), unused.end());
}

}  // namespace earshot
