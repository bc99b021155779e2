#include <ATen/ops/dropout.h>

#include "network/layers/layers.h"
#include "network/module.h"

namespace earshot {
namespace {

class DropoutModule : public Module {
 public:
  explicit DropoutModule(double probability) : probability_(probability) {}

  at::Tensor forward(const at::Tensor& input, bool training) override {
    return at::dropout(input, probability_, training);
  }
  /// A trained network drops nothing.
  std::string write(Graph&, const std::string&, const std::string& input) const override { return input; }

 private:
  double probability_;
};

class Dropout : public Layer {
 public:
  Dropout(double probability, const Shape& shape)
      : Layer("dropout", shape, shape), probability_(probability) {}
  std::shared_ptr<Module> make_module(const InitializationSpec&) const override {
    return std::make_shared<DropoutModule>(probability_);
  }

 private:
  double probability_;
};

}  // namespace

LayerList read_dropout(Section& section, const Shape& input) {
  return {std::make_shared<Dropout>(section.number("probability", 0.0, 0.99), input)};
}

}  // namespace earshot
