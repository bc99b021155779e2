#include "quantization/graph_quantization.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <span>
#include <utility>

#include "quantization/graph_tensors.h"

namespace earshot {
namespace {

/// How a value that is a float is rounded: step (q - zero).
struct Grid {
  float step = 1.0f;
  std::uint8_t zero = 0;
};

Grid grid_over(ValueRange range) {
  const float least = std::min(range.least, 0.0f);
  const float most = std::max(range.most, 0.0f);
  if (least == most) return {};
  const float step = (most - least) / 255.0f;
  return {step, static_cast<std::uint8_t>(std::lround(-least / step))};
}

bool adds_values(onnx::GraphProto& graph, const onnx::NodeProto& node) {
  return node.op_type() == "Add" && !find_tensor(graph, node.input(0)) && !find_tensor(graph, node.input(1));
}

/// Whether what comes out are values that went in.
bool passes_values_on(const onnx::NodeProto& node) {
  return node.op_type() == "MaxPool" || node.op_type() == "Flatten" || node.op_type() == "Reshape";
}

/// Writes the nodes of a graph anew, in an order in which each finds its inputs.
class Quantizer {
 public:
  Quantizer(onnx::GraphProto& graph, const std::map<std::string, ValueRange>& ranges) : graph_(graph) {
    for (const auto& [value, range] : ranges) grids_[value] = grid_over(range);
    for (const onnx::NodeProto& node : graph.node()) {
      const bool passes =
          passes_values_on(node) && grids_.contains(node.input(0)) && grids_.contains(node.output(0));
      if (passes) grids_[node.output(0)] = grids_[node.input(0)];
    }
  }

  void run() {
    for (const onnx::ValueInfoProto& input : graph_.input()) add_pair(input.name());
    for (onnx::NodeProto node : graph_.node()) {
      if (multiplies_weights(graph_, node)) quantize_weights(node);
      for (std::string& input : *node.mutable_input()) {
        if (grids_.contains(input)) input = rounded(input);
      }
      *nodes_.Add() = node;
      add_pair(node.output(0));
    }
    *graph_.mutable_node() = std::move(nodes_);
    remove_unused_tensors(graph_);
  }

 private:
  static std::string rounded(const std::string& value) { return value + ".rounded"; }

  void add_node(const std::string& operation, std::vector<std::string> inputs, const std::string& output) {
    onnx::NodeProto& node = *nodes_.Add();
    node.set_op_type(operation);
    for (std::string& input : inputs) node.add_input(std::move(input));
    node.add_output(output);
  }

  /// Behind a value that has a grid.
  void add_pair(const std::string& value) {
    const auto found = grids_.find(value);
    if (found == grids_.end()) return;
    const auto [step, zero] = found->second;
    const std::string step_name = add_tensor(graph_, value + ".step", {}, std::span(&step, 1));
    const std::string zero_name = add_tensor(graph_, value + ".zero", {}, std::span(&zero, 1));
    add_node("QuantizeLinear", {value, step_name, zero_name}, value + ".quantized");
    add_node("DequantizeLinear", {value + ".quantized", step_name, zero_name}, rounded(value));
  }

  /// Replaces weights and, where they can be added to what is multiplied, biases of `node`.
  void quantize_weights(onnx::NodeProto& node) {
    const onnx::TensorProto weights = *find_tensor(graph_, node.input(1));
    const std::vector<float> values = floats_of(weights);
    const std::size_t outputs = static_cast<std::size_t>(weights.dims(0));
    const std::size_t inputs = values.size() / outputs;
    const auto grid = grids_.find(node.input(0));
    std::vector<float> biases;
    if (node.input_size() > 2 && grid != grids_.end())
      biases = floats_of(*find_tensor(graph_, node.input(2)));

    std::vector<float> steps(outputs);
    std::vector<std::int8_t> rounded_weights(values.size());
    for (std::size_t output = 0; output < outputs; ++output) {
      const auto of_output = std::span(values).subspan(output * inputs, inputs);
      float largest = 0.0f;
      for (const float value : of_output) largest = std::max(largest, std::abs(value));
      float step = largest / kLargestWeight;
      // A bias is a number of 32 bits, in steps of the product: of an output that hardly depends on its input
      // these must not be too small.
      if (!biases.empty()) step = std::max(step, std::abs(biases[output]) / grid->second.step / kLargestBias);
      if (step == 0.0f) step = 1.0f;
      steps[output] = step;
      std::ranges::transform(
          of_output, rounded_weights.begin() + static_cast<std::ptrdiff_t>(output * inputs),
          [&](float value) { return static_cast<std::int8_t>(std::lround(value / step)); });
    }
    replace(node, 1, {weights.dims().begin(), weights.dims().end()},
            std::span<const std::int8_t>(rounded_weights), steps);
    if (biases.empty()) return;

    std::vector<std::int32_t> rounded_biases(outputs);
    for (std::size_t output = 0; output < outputs; ++output) {
      steps[output] *= grid->second.step;
      rounded_biases[output] =
          static_cast<std::int32_t>(std::lround(static_cast<double>(biases[output]) / steps[output]));
    }
    replace(node, 2, {static_cast<std::int64_t>(outputs)}, std::span<const std::int32_t>(rounded_biases),
            steps);
  }

  template <typename Value>
  void replace(onnx::NodeProto& node, int input, std::vector<std::int64_t> dimensions,
               std::span<const Value> values, std::span<const float> steps) {
    const std::string name = node.input(input);
    const std::int64_t outputs[] = {static_cast<std::int64_t>(steps.size())};
    const std::vector<Value> zeros(steps.size(), 0);
    add_node("DequantizeLinear",
             {add_tensor(graph_, name + ".quantized", dimensions, values),
              add_tensor(graph_, name + ".steps", outputs, steps),
              add_tensor(graph_, name + ".zeros", outputs, std::span<const Value>(zeros))},
             rounded(name));
    onnx::AttributeProto& axis = *nodes_.rbegin()->add_attribute();
    axis.set_name("axis");
    axis.set_type(onnx::AttributeProto::INT);
    axis.set_i(0);
    node.set_input(input, rounded(name));
  }

  static constexpr float kLargestWeight = 127.0f;
  static constexpr float kLargestBias = 1e9f;

  onnx::GraphProto& graph_;
  std::map<std::string, Grid> grids_;
  google::protobuf::RepeatedPtrField<onnx::NodeProto> nodes_;
};

}  // namespace

std::vector<std::string> values_to_quantize(onnx::GraphProto& graph) {
  std::set<std::string> values;
  for (const onnx::NodeProto& node : graph.node()) {
    const bool multiplies = multiplies_weights(graph, node);
    if (!multiplies && !adds_values(graph, node)) continue;
    values.insert(node.input(0));
    if (!multiplies) values.insert(node.input(1));
    std::string output = node.output(0);
    const std::vector<onnx::NodeProto*> consumers = consumers_of(graph, output);
    if (consumers.size() == 1 && consumers.front()->op_type() == "Relu")
      output = consumers.front()->output(0);
    if (!is_output(graph, output)) values.insert(output);
  }
  return {values.begin(), values.end()};
}

void quantize_graph(onnx::GraphProto& graph, const std::map<std::string, ValueRange>& ranges) {
  Quantizer(graph, ranges).run();
}

}  // namespace earshot
