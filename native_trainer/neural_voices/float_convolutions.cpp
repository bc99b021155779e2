#include "neural_voices/float_convolutions.h"

#include <initializer_list>
#include <string>

namespace earshot {
namespace {

/// The nodes of a graph in their new order.
class NodeList {
 public:
  void keep(const onnx::NodeProto& node) { *nodes_.Add() = node; }

  /// Returns the node's output.
  std::string add(const char* operation, std::initializer_list<std::string> inputs,
                  const std::string& output) {
    onnx::NodeProto& node = *nodes_.Add();
    node.set_op_type(operation);
    node.set_name(output);
    for (const std::string& input : inputs) node.add_input(input);
    node.add_output(output);
    return output;
  }

  std::string cast(const std::string& input, onnx::TensorProto::DataType type, const std::string& output) {
    add("Cast", {input}, output);
    onnx::AttributeProto& to = *last().add_attribute();
    to.set_name("to");
    to.set_type(onnx::AttributeProto::INT);
    to.set_i(type);
    return output;
  }

  onnx::NodeProto& last() { return nodes_[nodes_.size() - 1]; }
  void move_to(onnx::GraphProto& graph) { graph.mutable_node()->Swap(&nodes_); }

 private:
  google::protobuf::RepeatedPtrField<onnx::NodeProto> nodes_;
};

}  // namespace

void make_convolutions_float(onnx::GraphProto& graph) {
  NodeList nodes;
  for (const onnx::NodeProto& node : graph.node()) {
    if (node.op_type() != "ConvInteger") {
      nodes.keep(node);
      continue;
    }
    const std::string name = node.output(0) + "_";
    // Input 2 is the zero of input 0, input 3 that of input 1; a zero may be left out.
    const auto from_zero = [&](int index, const char* what) {
      const std::string value = nodes.cast(node.input(index), onnx::TensorProto::FLOAT, name + what);
      if (node.input_size() <= index + 2 || node.input(index + 2).empty()) return value;
      const std::string zero =
          nodes.cast(node.input(index + 2), onnx::TensorProto::FLOAT, name + what + "_zero");
      return nodes.add("Sub", {value, zero}, name + what + "_from_zero");
    };
    const std::string input = from_zero(0, "input");
    const std::string weights = from_zero(1, "weights");
    const std::string sums = nodes.add("Conv", {input, weights}, name + "sums");
    *nodes.last().mutable_attribute() = node.attribute();
    nodes.cast(sums, onnx::TensorProto::INT32, node.output(0));
  }
  nodes.move_to(graph);
}

}  // namespace earshot
