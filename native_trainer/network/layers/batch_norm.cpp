#include <ATen/ops/batch_norm.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>

#include "network/layers/layers.h"
#include "network/module.h"

namespace earshot {
namespace {

struct BatchNormSpec {
  double momentum = 0.1;  ///< the share of a batch in the running statistics
  double epsilon = 1e-5;
  std::int64_t sub_bands = 1;  ///< groups of bands, each with statistics and weights of its own
};

/// With several sub-bands it is sub-spectral normalization (Chang et al. 2021): the groups of bands count as
/// channels while it lasts.
class BatchNormModule : public Module {
 public:
  BatchNormModule(const BatchNormSpec& spec, const Shape& shape) : spec_(spec), shape_(shape) {
    const std::int64_t channels = shape.front() * spec.sub_bands;
    weight_ = parameter(at::ones({channels}));
    bias_ = parameter(at::zeros({channels}));
    mean_ = buffer(at::zeros({channels}));
    variance_ = buffer(at::ones({channels}));
  }

  at::Tensor forward(const at::Tensor& input, bool training) override {
    if (spec_.sub_bands == 1) return normalize(input, training);
    const std::int64_t batch = input.size(0);
    return normalize(input.reshape(with_batch(batch, split_shape())), training)
        .reshape(with_batch(batch, shape_));
  }

  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    if (spec_.sub_bands == 1) return write_normalization(graph, name, input);
    const std::string split = write_reshape(graph, name + ".split", input, split_shape());
    return write_reshape(graph, name, write_normalization(graph, name + ".normalized", split), shape_);
  }

 private:
  at::Tensor normalize(const at::Tensor& input, bool training) {
    // A single value a channel, as in a last batch of one example, has no variance.
    const bool measurable = input.numel() > input.size(1);
    return at::batch_norm(input, weight_, bias_, mean_, variance_, training && measurable, spec_.momentum,
                          spec_.epsilon,
                          /*cudnn_enabled=*/true);
  }

  std::string write_normalization(Graph& graph, const std::string& name, const std::string& input) const {
    std::vector<std::string> inputs = {input, add_tensor(graph, name + ".weight", weight_),
                                       add_tensor(graph, name + ".bias", bias_),
                                       add_tensor(graph, name + ".running_mean", mean_),
                                       add_tensor(graph, name + ".running_var", variance_)};
    return graph.add("BatchNormalization", name, std::move(inputs),
                     {{"epsilon", static_cast<float>(spec_.epsilon)}});
  }

  static std::string write_reshape(Graph& graph, const std::string& name, const std::string& input,
                                   const Shape& shape) {
    // For ONNX, 0 is the size that the input has there.
    const std::string sizes =
        graph.add("Constant", name + ".sizes", {}, {{"value_ints", with_batch(0, shape)}});
    return graph.add("Reshape", name, {input, sizes});
  }

  /// {channels x sub-bands, bands of each, frames}
  Shape split_shape() const { return {shape_[0] * spec_.sub_bands, shape_[1] / spec_.sub_bands, shape_[2]}; }

  static Shape with_batch(std::int64_t batch, Shape shape) {
    shape.insert(shape.begin(), batch);
    return shape;
  }

  BatchNormSpec spec_;
  Shape shape_;
  at::Tensor weight_;
  at::Tensor bias_;
  at::Tensor mean_;
  at::Tensor variance_;
};

class BatchNorm : public Layer {
 public:
  BatchNorm(const BatchNormSpec& spec, const Shape& shape) : Layer("batch_norm", shape, shape), spec_(spec) {}
  std::shared_ptr<Module> make_module(const InitializationSpec&) const override {
    return std::make_shared<BatchNormModule>(spec_, input());
  }

 private:
  BatchNormSpec spec_;
};

}  // namespace

LayerList read_batch_norm(Section& section, const Shape& input) {
  BatchNormSpec spec;
  spec.momentum = section.number("momentum", 0.0, 1.0, spec.momentum);
  spec.epsilon = section.number("epsilon", 1e-12, 1.0, spec.epsilon);
  spec.sub_bands = section.integer("sub_bands", 1, 100'000, spec.sub_bands);
  if (spec.sub_bands > 1 && input.size() != 3) {
    section.fail("sub_bands", "needs an input of channels x bands x frames, gets " + to_string(input));
  }
  if (spec.sub_bands > 1 && input[1] % spec.sub_bands != 0) {
    section.fail("sub_bands", "must divide the " + std::to_string(input[1]) + " bands that come in");
  }
  return {std::make_shared<BatchNorm>(spec, input)};
}

}  // namespace earshot
