#pragma once

#include <torch/torch.h>

#include <memory>
#include <string>
#include <vector>

#include "network/graph.h"
#include "network/layer.h"

namespace earshot {

/// A layer with its weights. Takes and gives {batch, shape...}.
class Module : public torch::nn::Module {
 public:
  virtual torch::Tensor forward(const torch::Tensor& input) = 0;

  /// Adds the layer as it is after training to `graph`: operators that take the value `input`, with names that begin
  /// with `name`. Returns the name of the value that comes out.
  virtual std::string write(Graph& graph, const std::string& name, const std::string& input) const = 0;
};

/// Modules one after another.
class Sequence : public Module {
 public:
  explicit Sequence(const LayerList& layers);
  torch::Tensor forward(const torch::Tensor& input) override;
  std::string write(Graph& graph, const std::string& name, const std::string& input) const override;

 private:
  std::vector<std::pair<std::string, std::shared_ptr<Module>>> modules_;  ///< under "1.conv1d", "2.mean_over_time" ...
};

/// Adds a weight to `graph` and returns its name.
std::string add_tensor(Graph& graph, const std::string& name, const torch::Tensor& tensor);

}  // namespace earshot
