#include "network/layers/layers.h"
#include "network/module.h"

namespace earshot {
namespace {

/// The sum of two ways from input to output (He et al. 2015).
class ResidualModule : public Module {
 public:
  ResidualModule(const LayerList& layers, const LayerList& shortcut, const InitializationSpec& initialization)
      : layers_(std::make_shared<Sequence>(layers, initialization)),
        shortcut_(std::make_shared<Sequence>(shortcut, initialization)) {
    add_part(layers_);
    add_part(shortcut_);
  }

  at::Tensor forward(const at::Tensor& input, bool training) override {
    return layers_->forward(input, training).add(shortcut_->forward(input, training));
  }

  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    const std::string sum = layers_->write(graph, name + ".layers", input);
    return graph.add("Add", name, {sum, shortcut_->write(graph, name + ".shortcut", input)});
  }

 private:
  std::shared_ptr<Sequence> layers_;
  std::shared_ptr<Sequence> shortcut_;
};

class Residual : public Layer {
 public:
  Residual(const Shape& input, LayerList layers, LayerList shortcut)
      : Layer("residual", input, output_shape(layers, input)),
        layers_(std::move(layers)),
        shortcut_(std::move(shortcut)) {}

  std::vector<std::pair<std::string, LayerList>> branches() const override {
    return {{"layers", layers_}, {"shortcut", shortcut_}};
  }

  std::shared_ptr<Module> make_module(const InitializationSpec& initialization) const override {
    return std::make_shared<ResidualModule>(layers_, shortcut_, initialization);
  }

 private:
  LayerList layers_;
  LayerList shortcut_;  ///< nothing: the input itself
};

}  // namespace

LayerList read_residual(Section& section, const Shape& input) {
  LayerList layers = read_layers(section, "layers", input);
  LayerList shortcut = read_layers(section, "shortcut", input);
  if (layers.empty()) section.fail("layers", "must have at least one layer");
  const Shape& output = output_shape(layers, input);
  const Shape& beside = output_shape(shortcut, input);
  if (output != beside) {
    section.fail("shortcut", "gives " + to_string(beside) + " where the layers give " + to_string(output) +
                                 "; a convolution with kernel 1 can bring it to the same shape");
  }
  return {std::make_shared<Residual>(input, std::move(layers), std::move(shortcut))};
}

}  // namespace earshot
