#include "network/summary.h"

#include "network/module.h"

namespace earshot {
namespace {

std::int64_t count_numbers(const std::vector<at::Tensor>& tensors) {
  std::int64_t count = 0;
  for (const at::Tensor& tensor : tensors) count += tensor.numel();
  return count;
}

void describe(const LayerList& layers, const std::string& prefix, const InitializationSpec& initialization,
              std::vector<LayerSummary>& summaries) {
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const Layer& layer = *layers[i];
    LayerSummary summary{.name = prefix + layer_name(layers, i), .output = layer.output()};
    const auto branches = layer.branches();
    for (const auto& [key, inside] : branches) {
      describe(inside, summary.name + "." + key + ".", initialization, summaries);
    }
    if (branches.empty()) {
      const auto module = layer.make_module(initialization);
      summary.parameters = count_numbers(module->parameters());
      summary.statistics = count_numbers(module->state()) - summary.parameters;
    }
    summaries.push_back(std::move(summary));
  }
}

}  // namespace

std::vector<LayerSummary> describe_network(const NetworkSpec& spec) {
  std::vector<LayerSummary> summaries;
  describe(spec.layers, "", spec.initialization, summaries);
  return summaries;
}

}  // namespace earshot
