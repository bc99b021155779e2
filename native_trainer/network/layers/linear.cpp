#include <ATen/ops/linear.h>

#include "network/layers/layers.h"
#include "network/module.h"

namespace earshot {
namespace {

class LinearModule : public Module {
 public:
  LinearModule(std::int64_t inputs, std::int64_t outputs, const InitializationSpec& initialization) {
    weight_ = drawn_weights({outputs, inputs}, initialization);
    bias_ = drawn_biases({outputs, inputs}, initialization);
  }

  at::Tensor forward(const at::Tensor& input, bool) override { return at::linear(input, weight_, bias_); }
  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    std::vector<std::string> inputs = {input, add_tensor(graph, name + ".weight", weight_),
                                       add_tensor(graph, name + ".bias", bias_)};
    return graph.add("Gemm", name, std::move(inputs), {{"transB", std::int64_t{1}}});
  }

 private:
  at::Tensor weight_;
  at::Tensor bias_;
};

class Linear : public Layer {
 public:
  Linear(const Shape& input, std::int64_t units) : Layer("linear", input, {units}) {}
  std::shared_ptr<Module> make_module(const InitializationSpec& initialization) const override {
    return std::make_shared<LinearModule>(input().front(), output().front(), initialization);
  }
};

}  // namespace

LayerList read_linear(Section& section, const Shape& input) {
  if (input.size() != 1) {
    section.fail("kind", "linear needs a flat input, gets " + to_string(input) +
                             "; put a flatten or a mean before it");
  }
  return {std::make_shared<Linear>(input, section.integer("units", 1, 1'000'000))};
}

}  // namespace earshot
