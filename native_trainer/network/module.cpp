#include "network/module.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include <cmath>

namespace earshot {
namespace {

/// How many inputs one output of weights {outputs, inputs, ...} adds up.
double fan_in(const Shape& shape) {
  return static_cast<double>(element_count(shape) / shape.front());
}

void append(std::vector<at::Tensor>& to, const std::vector<at::Tensor>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

std::vector<at::Tensor> Module::parameters() const {
  std::vector<at::Tensor> all = parameters_;
  for (const auto& part : parts_) append(all, part->parameters());
  return all;
}

std::vector<at::Tensor> Module::kernels() const {
  std::vector<at::Tensor> all = kernels_;
  for (const auto& part : parts_) append(all, part->kernels());
  return all;
}

std::vector<at::Tensor> Module::state() const {
  std::vector<at::Tensor> all = parameters_;
  append(all, buffers_);
  for (const auto& part : parts_) append(all, part->state());
  return all;
}

void Module::move_to(at::Device device) {
  for (const at::Tensor& tensor : state()) tensor.set_data(tensor.detach().to(device));
}

at::Tensor Module::parameter(at::Tensor tensor) {
  parameters_.push_back(tensor.requires_grad_());
  return tensor;
}

at::Tensor Module::buffer(at::Tensor tensor) {
  buffers_.push_back(tensor);
  return tensor;
}

at::Tensor Module::drawn_weights(const Shape& shape, const InitializationSpec& spec) {
  const double inputs = fan_in(shape);
  const double outputs = inputs / static_cast<double>(shape[1]) * static_cast<double>(shape[0]);
  at::Tensor weights = at::empty(shape);
  switch (spec.weights) {
    case InitializationSpec::Weights::pytorch: {
      const double bound = 1.0 / std::sqrt(inputs);
      weights.uniform_(-bound, bound);
      break;
    }
    case InitializationSpec::Weights::xavier_uniform: {
      const double bound = std::sqrt(6.0 / (inputs + outputs));
      weights.uniform_(-bound, bound);
      break;
    }
    case InitializationSpec::Weights::kaiming_normal:
      weights.normal_(0.0, std::sqrt(2.0 / ((1.0 + spec.negative_slope * spec.negative_slope) * inputs)));
      break;
  }
  kernels_.push_back(parameter(weights));
  return weights;
}

at::Tensor Module::drawn_biases(const Shape& weight_shape, const InitializationSpec& spec) {
  at::Tensor biases = at::zeros({weight_shape.front()});
  if (spec.biases == InitializationSpec::Biases::pytorch) {
    const double bound = 1.0 / std::sqrt(fan_in(weight_shape));
    biases.uniform_(-bound, bound);
  }
  return parameter(biases);
}

Sequence::Sequence(const LayerList& layers, const InitializationSpec& initialization) {
  for (std::size_t i = 0; i < layers.size(); ++i) {
    modules_.emplace_back(layer_name(layers, i), layers[i]->make_module(initialization));
    add_part(modules_.back().second);
  }
}

at::Tensor Sequence::forward(const at::Tensor& input, bool training) {
  at::Tensor value = input;
  for (const auto& [name, module] : modules_) value = module->forward(value, training);
  return value;
}

std::string Sequence::write(Graph& graph, const std::string& name, const std::string& input) const {
  std::string value = input;
  for (const auto& [own_name, module] : modules_) {
    value = module->write(graph, name.empty() ? own_name : name + "." + own_name, value);
  }
  return value;
}

std::string add_tensor(Graph& graph, const std::string& name, const at::Tensor& tensor) {
  const at::Tensor values = tensor.detach().cpu().contiguous();
  const float* data = values.const_data_ptr<float>();
  graph.tensors.push_back({name, values.sizes().vec(), std::vector<float>(data, data + values.numel())});
  return name;
}

}  // namespace earshot
