#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <vector>

#include "network/graph.h"
#include "network/initialization_spec.h"
#include "network/layer.h"

namespace earshot {

/// A layer with its weights. Takes and gives {batch, shape...}.
class Module {
 public:
  virtual ~Module() = default;

  /// `training` makes dropout drop, and batch norm use and follow the statistics of the batch.
  virtual at::Tensor forward(const at::Tensor& input, bool training) = 0;

  /// Adds the layer as it is after training to `graph`: operators that take the value `input`, with names
  /// that begin with `name`. Returns the name of the value that comes out.
  virtual std::string write(Graph& graph, const std::string& name, const std::string& input) const = 0;

  /// What training changes by gradients, parts included; the tensors themselves, not copies.
  std::vector<at::Tensor> parameters() const;
  /// Of these the weights that multiply: those of convolutions and linear layers, not their biases.
  std::vector<at::Tensor> kernels() const;
  /// Parameters, and whatever else makes the trained module: running statistics.
  std::vector<at::Tensor> state() const;
  /// Brings the state to a device; copies of its tensors follow.
  void move_to(at::Device device);

 protected:
  /// Makes `tensor` known as a parameter.
  at::Tensor parameter(at::Tensor tensor);
  /// Makes `tensor` known as a part of the state that has no gradient.
  at::Tensor buffer(at::Tensor tensor);
  void add_part(std::shared_ptr<const Module> part) { parts_.push_back(std::move(part)); }

  /// Weights {outputs, inputs, ...} of something that multiplies, and their biases {outputs}, newly drawn and
  /// known as parameters, the weights also as kernels.
  at::Tensor drawn_weights(const Shape& shape, const InitializationSpec& spec);
  at::Tensor drawn_biases(const Shape& weight_shape, const InitializationSpec& spec);

 private:
  std::vector<at::Tensor> parameters_;
  std::vector<at::Tensor> kernels_;  ///< some of the parameters
  std::vector<at::Tensor> buffers_;
  std::vector<std::shared_ptr<const Module>> parts_;
};

/// Modules one after another.
class Sequence : public Module {
 public:
  Sequence(const LayerList& layers, const InitializationSpec& initialization);
  at::Tensor forward(const at::Tensor& input, bool training) override;
  std::string write(Graph& graph, const std::string& name, const std::string& input) const override;

 private:
  std::vector<std::pair<std::string, std::shared_ptr<Module>>> modules_;  ///< under "1.conv1d", "2.relu" ...
};

/// Adds a weight to `graph` and returns its name.
std::string add_tensor(Graph& graph, const std::string& name, const at::Tensor& tensor);

}  // namespace earshot
