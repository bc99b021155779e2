#include "export/onnx_writer.h"

#include <onnx/checker.h>
#include <onnx/onnx_pb.h>

#include <nlohmann/json.hpp>
#include <span>

namespace earshot {
namespace {

void set(onnx::AttributeProto& proto, const std::string& name, const Graph::Attribute& value) {
  proto.set_name(name);
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    proto.set_type(onnx::AttributeProto::INT);
    proto.set_i(*number);
  } else if (const auto* real = std::get_if<float>(&value)) {
    proto.set_type(onnx::AttributeProto::FLOAT);
    proto.set_f(*real);
  } else {
    proto.set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t entry : std::get<std::vector<std::int64_t>>(value)) proto.add_ints(entry);
  }
}

void add_node(onnx::GraphProto& graph, const Graph::Node& node) {
  onnx::NodeProto& proto = *graph.add_node();
  proto.set_name(node.output);
  proto.set_op_type(node.operation);
  for (const std::string& input : node.inputs) proto.add_input(input);
  proto.add_output(node.output);
  for (const auto& [name, value] : node.attributes) set(*proto.add_attribute(), name, value);
}

void add_tensor(onnx::GraphProto& graph, const Graph::Tensor& tensor) {
  onnx::TensorProto& proto = *graph.add_initializer();
  proto.set_name(tensor.name);
  proto.set_data_type(onnx::TensorProto::FLOAT);
  for (const std::int64_t extent : tensor.shape) proto.add_dims(extent);
  const auto bytes = std::as_bytes(std::span(tensor.values));
  proto.set_raw_data(bytes.data(), bytes.size());
}

void describe(onnx::ValueInfoProto& proto, const std::string& name, const Shape& shape) {
  proto.set_name(name);
  onnx::TypeProto::Tensor& type = *proto.mutable_type()->mutable_tensor_type();
  type.set_elem_type(onnx::TensorProto::FLOAT);
  type.mutable_shape()->add_dim()->set_dim_param("batch");
  for (const std::int64_t extent : shape) type.mutable_shape()->add_dim()->set_dim_value(extent);
}

}  // namespace

std::vector<std::byte> write_onnx(const Graph& graph, const ModelCard& card) {
  onnx::ModelProto model;
  model.set_ir_version(8);  // that of operator set 17
  model.set_producer_name("earshot");
  onnx::OperatorSetIdProto& opset = *model.add_opset_import();
  opset.set_domain("");
  opset.set_version(kOnnxOpset);

  onnx::GraphProto& proto = *model.mutable_graph();
  proto.set_name(card.name);
  describe(*proto.add_input(), Graph::kInput, graph.input_shape);
  describe(*proto.add_output(), "logits", graph.output_shape);
  for (const Graph::Node& node : graph.nodes) add_node(proto, node);
  for (const Graph::Tensor& tensor : graph.tensors) add_tensor(proto, tensor);
  onnx::NodeProto& logits = *proto.add_node();
  logits.set_op_type("Identity");
  logits.add_input(graph.output);
  logits.add_output("logits");

  onnx::StringStringEntryProto& entry = *model.add_metadata_props();
  entry.set_key("earshot");
  entry.set_value(to_json(card).dump());

  onnx::checker::check_model(model);
  std::vector<std::byte> bytes(model.ByteSizeLong());
  model.SerializeToArray(bytes.data(), static_cast<int>(bytes.size()));
  return bytes;
}

}  // namespace earshot
