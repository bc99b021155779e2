#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace earshot {

struct ValueRange {
  float least = 0.0f;
  float most = 0.0f;
};

/// How often which values are met, in steps of equal size over a range that holds all of them.
class ValueHistogram {
 public:
  explicit ValueHistogram(ValueRange range);
  void add(std::span<const float> values);

  /// All values but the (1 - share) / 2 least and as many of the largest; for a share of 1 the whole range.
  ValueRange central(double share) const;

 private:
  double edge(std::size_t step) const;

  ValueRange range_;
  std::vector<std::size_t> counts_;
};

}  // namespace earshot
