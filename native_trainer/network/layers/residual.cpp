#include <algorithm>
#include <optional>

#include "network/layers/layers.h"
#include "network/module.h"

namespace earshot {
namespace {

/// The sum of two ways from input to output (He et al. 2015). Sizes of 1 are broadcast: what a way has found
/// in the mean of the bands is added to each of them (Kim et al. 2021).
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
  Residual(const Shape& input, const Shape& output, LayerList layers, LayerList shortcut)
      : Layer("residual", input, output), layers_(std::move(layers)), shortcut_(std::move(shortcut)) {}

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

/// The shape of the sum as numpy broadcasts it, but for shapes of the same number of dimensions only: nothing
/// if they do not fit.
std::optional<Shape> broadcast(const Shape& a, const Shape& b) {
  if (a.size() != b.size()) return {};
  Shape sum;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && a[i] != 1 && b[i] != 1) return {};
    sum.push_back(std::max(a[i], b[i]));
  }
  return sum;
}

}  // namespace

LayerList read_residual(Section& section, const Shape& input) {
  LayerList layers = read_layers(section, "layers", input);
  LayerList shortcut = read_layers(section, "shortcut", input);
  if (layers.empty()) section.fail("layers", "must have at least one layer");
  const Shape& inside = output_shape(layers, input);
  const Shape& beside = output_shape(shortcut, input);
  const std::optional<Shape> output = broadcast(inside, beside);
  if (!output) {
    section.fail("shortcut", "gives " + to_string(beside) + " where the layers give " + to_string(inside) +
                                 "; a convolution with kernel 1 can bring it to the same shape");
  }
  return {std::make_shared<Residual>(input, *output, std::move(layers), std::move(shortcut))};
}

}  // namespace earshot
