#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "network/graph.h"
#include "network/network_spec.h"

namespace earshot {

/// A network with weights, in LibTorch.
class Network {
 public:
  /// Weights are drawn from `seed`: the same seed gives the same network.
  Network(const NetworkSpec& spec, std::uint64_t seed);
  ~Network();
  Network(Network&&) noexcept;
  Network& operator=(Network&&) noexcept;

  const NetworkSpec& spec() const { return spec_; }
  /// Numbers that training changes.
  std::int64_t parameter_count() const;

  /// The logits of one example or, one behind the other, of several, as a trained network gives them (dropout
  /// off, batch norm by its statistics). Each example is element_count(spec().input) features.
  std::vector<float> logits(std::span<const float> features) const;

  /// Adds a number to each logit, in the biases of the last layer, which must be linear: throws Error
  /// otherwise.
  void shift_logits(std::span<const float> shifts);

  /// The network for an ONNX file, with its weights.
  Graph graph() const;

  /// For those that train it.
  Module& module() const { return *module_; }

 private:
  NetworkSpec spec_;
  std::shared_ptr<Module> module_;
};

}  // namespace earshot
