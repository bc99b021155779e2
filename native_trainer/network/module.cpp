#include "network/module.h"

namespace earshot {

Sequence::Sequence(const LayerList& layers) {
  for (const auto& layer : layers) {
    // Names of modules must not hold a dot, names in the graph read better with one.
    const std::string number = std::to_string(modules_.size() + 1);
    modules_.emplace_back(number + "." + layer->kind(), layer->make_module());
    register_module(number + "_" + layer->kind(), modules_.back().second);
  }
}

torch::Tensor Sequence::forward(const torch::Tensor& input) {
  torch::Tensor value = input;
  for (const auto& [name, module] : modules_) value = module->forward(value);
  return value;
}

std::string Sequence::write(Graph& graph, const std::string& name, const std::string& input) const {
  std::string value = input;
  for (const auto& [own_name, module] : modules_) {
    value = module->write(graph, name.empty() ? own_name : name + "." + own_name, value);
  }
  return value;
}

std::string add_tensor(Graph& graph, const std::string& name, const torch::Tensor& tensor) {
  const torch::Tensor values = tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
  const float* data = values.data_ptr<float>();
  graph.tensors.push_back({name, values.sizes().vec(), std::vector<float>(data, data + values.numel())});
  return name;
}

}  // namespace earshot
