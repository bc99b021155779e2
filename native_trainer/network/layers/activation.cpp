#include <ATen/ops/elu.h>
#include <ATen/ops/hardswish.h>
#include <ATen/ops/leaky_relu.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/tanh.h>

#include <algorithm>

#include "network/layers/layers.h"
#include "network/module.h"

namespace earshot {
namespace {

struct Function {
  std::string name;
  at::Tensor (*apply)(const at::Tensor& input);
  std::string (*write)(Graph& graph, const std::string& name, const std::string& input);
};

std::string write_silu(Graph& graph, const std::string& name, const std::string& input) {
  const std::string sigmoid = graph.add("Sigmoid", name + ".sigmoid", {input});
  return graph.add("Mul", name, {input, sigmoid});
}

template <const char* operation>
std::string write_operation(Graph& graph, const std::string& name, const std::string& input) {
  return graph.add(operation, name, {input});
}

constexpr char kElu[] = "Elu";
constexpr char kHardSwish[] = "HardSwish";
constexpr char kLeakyRelu[] = "LeakyRelu";
constexpr char kRelu[] = "Relu";
constexpr char kSigmoid[] = "Sigmoid";
constexpr char kTanh[] = "Tanh";

/// Slopes and the like are the defaults that PyTorch and ONNX share: 0.01 for leaky_relu, 1 for elu.
const std::vector<Function>& functions() {
  using at::Tensor;
  static const std::vector<Function> table = {
      {"elu", [](const Tensor& x) { return at::elu(x); }, write_operation<kElu>},
      {"hard_swish", [](const Tensor& x) { return at::hardswish(x); }, write_operation<kHardSwish>},
      {"leaky_relu", [](const Tensor& x) { return at::leaky_relu(x); }, write_operation<kLeakyRelu>},
      {"relu", [](const Tensor& x) { return at::relu(x); }, write_operation<kRelu>},
      {"sigmoid", [](const Tensor& x) { return at::sigmoid(x); }, write_operation<kSigmoid>},
      {"silu", [](const Tensor& x) { return at::silu(x); }, write_silu},
      {"tanh", [](const Tensor& x) { return at::tanh(x); }, write_operation<kTanh>},
  };
  return table;
}

class ActivationModule : public Module {
 public:
  explicit ActivationModule(const Function& function) : function_(function) {}

  at::Tensor forward(const at::Tensor& input, bool) override { return function_.apply(input); }
  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    return function_.write(graph, name, input);
  }

 private:
  const Function& function_;
};

class Activation : public Layer {
 public:
  Activation(const Function& function, const Shape& shape)
      : Layer(function.name, shape, shape), function_(function) {}
  std::shared_ptr<Module> make_module(const InitializationSpec&) const override {
    return std::make_shared<ActivationModule>(function_);
  }

 private:
  const Function& function_;
};

}  // namespace

std::shared_ptr<const Layer> make_activation(Section& section, std::string_view key, const Shape& input) {
  std::vector<std::string> names;
  for (const Function& function : functions()) names.push_back(function.name);
  const std::string name = section.choice(key, names);
  return std::make_shared<Activation>(*std::ranges::find(functions(), name, &Function::name), input);
}

LayerList read_activation(Section& section, const Shape& input) {
  return {make_activation(section, "function", input)};
}

}  // namespace earshot
