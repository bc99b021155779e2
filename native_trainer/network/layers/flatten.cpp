#include "network/layers/layers.h"
#include "network/module.h"

namespace earshot {
namespace {

class FlattenModule : public Module {
 public:
  at::Tensor forward(const at::Tensor& input, bool) override { return input.flatten(1); }
  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    return graph.add("Flatten", name, {input}, {{"axis", std::int64_t{1}}});
  }
};

class Flatten : public Layer {
 public:
  explicit Flatten(const Shape& input) : Layer("flatten", input, {element_count(input)}) {}
  std::shared_ptr<Module> make_module(const InitializationSpec&) const override {
    return std::make_shared<FlattenModule>();
  }
};

}  // namespace

LayerList read_flatten(Section&, const Shape& input) {
  return {std::make_shared<Flatten>(input)};
}

}  // namespace earshot
