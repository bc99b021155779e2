#include "model/network_outline.h"

#include <algorithm>
#include <utility>

#include "model/protocol_buffers.h"

namespace earshot {
namespace {

// Field numbers from onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).

std::vector<std::int64_t> read_shape(std::span<const std::byte> shape_proto) {
  std::vector<std::int64_t> shape;
  for (FieldReader shape_field(shape_proto); shape_field.next();) {
    if (shape_field.number() != 1) continue;  // TensorShapeProto.dim
    std::int64_t size = -1;                   // a named dimension (dim_param) is not fixed
    for (FieldReader dimension(shape_field.bytes()); dimension.next();) {
      if (dimension.number() == 1) size = static_cast<std::int64_t>(dimension.value());
    }
    shape.push_back(size);
  }
  return shape;
}

TensorInfo read_value_info(std::span<const std::byte> value_info) {
  TensorInfo info;
  for (FieldReader value(value_info); value.next();) {
    if (value.number() == 1) info.name = value.text();
    if (value.number() != 2) continue;  // TypeProto
    for (FieldReader type(value.bytes()); type.next();) {
      if (type.number() != 1) continue;  // tensor_type
      for (FieldReader tensor(type.bytes()); tensor.next();) {
        if (tensor.number() == 2) info.shape = read_shape(tensor.bytes());
      }
    }
  }
  return info;
}

NetworkOutline::Node read_node(std::span<const std::byte> bytes) {
  NetworkOutline::Node read;
  for (FieldReader node(bytes); node.next();) {
    if (node.number() == 1) read.inputs.push_back(node.text());
    if (node.number() == 2) read.outputs.push_back(node.text());
    if (node.number() == 4) read.operation = node.text();
  }
  return read;
}

void read_graph(std::span<const std::byte> bytes, NetworkOutline& outline) {
  outline.has_graph = true;
  for (FieldReader graph(bytes); graph.next();) {
    if (graph.number() == 1) outline.nodes.push_back(read_node(graph.bytes()));
    if (graph.number() == 11) outline.inputs.push_back(read_value_info(graph.bytes()));
    if (graph.number() == 12) outline.outputs.push_back(read_value_info(graph.bytes()));
    if (graph.number() != 5) continue;  // initializer: TensorProto
    for (FieldReader tensor(graph.bytes()); tensor.next();) {
      if (tensor.number() == 8) outline.initializers.push_back(tensor.text());
    }
  }
}

}  // namespace

NetworkOutline read_network_outline(std::span<const std::byte> bytes) {
  NetworkOutline outline;
  for (FieldReader model(bytes); model.next();) {
    if (model.number() == 1) outline.has_ir_version = true;
    if (model.number() == 7) read_graph(model.bytes(), outline);
    if (model.number() != 14) continue;  // metadata_props: StringStringEntryProto
    std::string key, value;
    for (FieldReader entry(model.bytes()); entry.next();) {
      if (entry.number() == 1) key = entry.text();
      if (entry.number() == 2) value = entry.text();
    }
    if (key == kCardKey) outline.card = std::move(value);
  }
  std::erase_if(outline.inputs, [&](const TensorInfo& input) {
    return std::ranges::contains(outline.initializers, input.name);
  });
  return outline;
}

}  // namespace earshot
