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
};

class BatchNormModule : public Module {
 public:
  BatchNormModule(const BatchNormSpec& spec, std::int64_t channels) : spec_(spec) {
    weight_ = parameter(at::ones({channels}));
    bias_ = parameter(at::zeros({channels}));
    mean_ = buffer(at::zeros({channels}));
    variance_ = buffer(at::ones({channels}));
  }

  at::Tensor forward(const at::Tensor& input, bool training) override {
    // A single value a channel, as in a last batch of one example, has no variance.
    const bool measurable = input.numel() > input.size(1);
    return at::batch_norm(input, weight_, bias_, mean_, variance_, training && measurable, spec_.momentum,
                          spec_.epsilon,
                          /*cudnn_enabled=*/true);
  }

  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    std::vector<std::string> inputs = {input, add_tensor(graph, name + ".weight", weight_),
                                       add_tensor(graph, name + ".bias", bias_),
                                       add_tensor(graph, name + ".running_mean", mean_),
                                       add_tensor(graph, name + ".running_var", variance_)};
    return graph.add("BatchNormalization", name, std::move(inputs),
                     {{"epsilon", static_cast<float>(spec_.epsilon)}});
  }

 private:
  BatchNormSpec spec_;
  at::Tensor weight_;
  at::Tensor bias_;
  at::Tensor mean_;
  at::Tensor variance_;
};

class BatchNorm : public Layer {
 public:
  BatchNorm(const BatchNormSpec& spec, const Shape& shape) : Layer("batch_norm", shape, shape), spec_(spec) {}
  std::shared_ptr<Module> make_module(const InitializationSpec&) const override {
    return std::make_shared<BatchNormModule>(spec_, input().front());
  }

 private:
  BatchNormSpec spec_;
};

}  // namespace

LayerList read_batch_norm(Section& section, const Shape& input) {
  BatchNormSpec spec;
  spec.momentum = section.number("momentum", 0.0, 1.0, spec.momentum);
  spec.epsilon = section.number("epsilon", 1e-12, 1.0, spec.epsilon);
  return {std::make_shared<BatchNorm>(spec, input)};
}

}  // namespace earshot
