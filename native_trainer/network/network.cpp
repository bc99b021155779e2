#include "network/network.h"

#include <ATen/Context.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/from_blob.h>

#include <cstdlib>

#include "error.h"
#include "network/module.h"

namespace earshot {
namespace {

/// On a processor with AVX-512, convolutions over time were seen to give wrong numbers now and then with
/// Debian 13's oneDNN, and there never with AVX2; what is wrong on others, a training finds out before it
/// begins. oneDNN looks for this before its first convolution; whoever has set it decides.
void keep_from_avx512() {
  [[maybe_unused]] static const int kSet = ::setenv("ONEDNN_MAX_CPU_ISA", "AVX2", /*overwrite=*/0);
}

}  // namespace

Network::Network(const NetworkSpec& spec, std::uint64_t seed) : spec_(spec) {
  keep_from_avx512();
  at::manual_seed(seed);
  module_ = std::make_shared<Sequence>(spec.layers, spec.initialization);
}

Network::~Network() = default;
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;

std::int64_t Network::parameter_count() const {
  std::int64_t count = 0;
  for (const at::Tensor& parameter : module_->parameters()) count += parameter.numel();
  return count;
}

std::vector<float> Network::logits(std::span<const float> features) const {
  const at::NoGradGuard no_grad;
  Shape shape = spec_.input;
  shape.insert(shape.begin(), static_cast<std::int64_t>(features.size()) / element_count(shape));
  // from_blob wants a pointer to non-const data, which nothing here writes to.
  const at::Tensor input = at::from_blob(const_cast<float*>(features.data()), shape);
  const at::Tensor output = module_->forward(input, /*training=*/false).contiguous();
  const float* data = output.const_data_ptr<float>();
  return {data, data + output.numel()};
}

void Network::shift_logits(std::span<const float> shifts) {
  if (spec_.layers.back()->kind() != "linear") {
    throw Error("the last layer is \"" + spec_.layers.back()->kind() +
                "\", but only a linear one has a bias for each logit");
  }
  const at::NoGradGuard no_grad;
  // A linear layer makes its weights and then its biases known.
  at::Tensor biases = module_->parameters().back();
  for (std::size_t i = 0; i < shifts.size(); ++i) biases[static_cast<std::int64_t>(i)] += shifts[i];
}

Graph Network::graph() const {
  Graph graph;
  graph.input_shape = spec_.input;
  graph.output_shape = output_shape(spec_.layers, spec_.input);
  graph.output = module_->write(graph, "", Graph::kInput);
  return graph;
}

}  // namespace earshot
