#pragma once

#include <onnx/onnx_pb.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace earshot {

/// The weight of that name, or null where the graph computes the value or takes it as its input.
onnx::TensorProto* find_tensor(onnx::GraphProto& graph, const std::string& name);

/// The numbers of a tensor of floats.
std::vector<float> floats_of(const onnx::TensorProto& tensor);
void set_floats(onnx::TensorProto& tensor, std::span<const float> values);

/// Adds a weight of the shape `dimensions`, in whose place {} is a scalar. Returns its name.
std::string add_tensor(onnx::GraphProto& graph, std::string name, std::span<const std::int64_t> dimensions,
                       std::span<const float> values);
std::string add_tensor(onnx::GraphProto& graph, std::string name, std::span<const std::int64_t> dimensions,
                       std::span<const std::int8_t> values);
std::string add_tensor(onnx::GraphProto& graph, std::string name, std::span<const std::int64_t> dimensions,
                       std::span<const std::uint8_t> values);
std::string add_tensor(onnx::GraphProto& graph, std::string name, std::span<const std::int64_t> dimensions,
                       std::span<const std::int32_t> values);

/// The nodes that take a value.
std::vector<onnx::NodeProto*> consumers_of(onnx::GraphProto& graph, const std::string& value);
/// Whether the graph gives the value, as it is or by way of an Identity.
bool is_output(onnx::GraphProto& graph, const std::string& value);

/// Whether the node is a convolution or a linear layer whose weights are in the graph, output by output.
bool multiplies_weights(onnx::GraphProto& graph, const onnx::NodeProto& node);

/// Removes the weights that no node takes.
void remove_unused_tensors(onnx::GraphProto& graph);

}  // namespace earshot
