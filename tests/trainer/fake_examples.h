#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "data/examples.h"
#include "random.h"

namespace earshot {

/// Noise with a bump whose band tells the label: easy to learn, different in every epoch.
class FakeExamples : public Examples {
 public:
  FakeExamples(std::vector<std::int64_t> shape, std::size_t count, std::int64_t labels,
               std::uint64_t seed = 1)
      : shape_(std::move(shape)), seed_(seed) {
    for (std::size_t i = 0; i < count; ++i)
      targets_.push_back(static_cast<float>(static_cast<std::int64_t>(i) % labels));
  }

  std::size_t size() const override { return targets_.size(); }
  std::vector<std::int64_t> shape() const override { return shape_; }
  std::span<const float> targets() const override { return targets_; }
  void read(std::size_t index, std::uint64_t epoch, std::span<float> out) const override {
    Random random({seed_, epoch, index});
    std::ranges::generate(out, [&] { return static_cast<float>(0.3 * random.normal()); });
    const auto frames = static_cast<std::size_t>(shape_.back());
    const std::size_t band = static_cast<std::size_t>(targets_[index]) % (out.size() / frames);
    for (std::size_t frame = 0; frame < frames; ++frame) out[band * frames + frame] += 1.0f;
  }

 private:
  std::vector<std::int64_t> shape_;
  std::vector<float> targets_;
  std::uint64_t seed_;
};

}  // namespace earshot
