#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace earshot {

/// Labelled examples as the network sees them. Knows no tensor library.
class Examples {
 public:
  virtual ~Examples() = default;

  virtual std::size_t size() const = 0;
  /// Of one example: {bands, frames}, {channels, bands, frames}, or {numbers}.
  virtual std::vector<std::int64_t> shape() const = 0;
  /// What is to be told of every example: the index of its label, or the value for regression.
  virtual std::span<const float> targets() const = 0;
  /// Writes example `index` in one of its variations (augmentation is drawn from the seed, the variation and
  /// the index alone, so any order and any number of threads gives the same). Called from several threads at
  /// once.
  virtual void read(std::size_t index, std::uint64_t variation, std::span<float> out) const = 0;
};

}  // namespace earshot
