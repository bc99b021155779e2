#pragma once

#include <algorithm>

#include "data/examples.h"
#include "data/points.h"

namespace earshot {

/// Generated numbers as examples, the same in every epoch.
class PointExamples : public Examples {
 public:
  explicit PointExamples(Points points) : points_(std::move(points)) {}

  std::size_t size() const override { return points_.size(); }
  std::vector<std::int64_t> shape() const override { return points_.shape; }
  std::span<const float> targets() const override { return points_.targets; }
  void read(std::size_t index, std::uint64_t, std::span<float> out) const override {
    std::ranges::copy(std::span(points_.values).subspan(index * out.size(), out.size()), out.begin());
  }

 private:
  Points points_;
};

}  // namespace earshot
