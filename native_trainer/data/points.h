#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "data/points_spec.h"
#include "data/split_spec.h"

namespace earshot {

/// Generated numbers, and what is to be told from them.
struct Points {
  std::vector<std::string> labels = {};  ///< of the network's outputs: PointsSpec::labels
  std::vector<std::int64_t> shape = {};  ///< of one point: {1} or {2}
  std::vector<float> values = {};        ///< [point][number]
  std::vector<float> targets = {};       ///< one a point: the label's index, or y

  std::size_t size() const { return targets.size(); }
};

/// The same spec gives the same points, and a larger count the same ones and more.
Points generate_points(const PointsSpec& spec);

/// The parts of a set of points; no point is in two of them.
struct PointsSplit {
  Points training;
  Points validation;  ///< may be empty
  Points test;        ///< may be empty
};

/// Deals points out by the spec's fractions: points have nothing else to select by. Throws Error when a
/// selection is left without a point.
PointsSplit split_points(const Points& points, const SplitSpec& spec);

}  // namespace earshot
