#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "recipe/section.h"

namespace earshot {

/// [data.points]: generated numbers to learn from, in the place of recordings.
///
///     [data.points]
///     kind = "noisy_ramp"
///     count = 1000
///     seed = 1
struct PointsSpec {
  enum class Kind {
    noisy_ramp,     ///< x uniform in (-0.5, 0.5); y = (2x + 1) [x > 0] + 0.2 N(0, 1)
    two_gaussians,  ///< label "0": N([-1, -1], 4 I), label "1": N([1, 1], 3 I)
  };
  Kind kind = Kind::noisy_ramp;
  long count = 1000;  ///< of points; two_gaussians: of each label
  std::uint64_t seed = 1;

  /// Of one point, as Examples::shape: {1} or {2}.
  std::vector<std::int64_t> shape() const;
  /// What the network's outputs are called: {"y"}, or the two labels.
  std::vector<std::string> labels() const;
};

/// Reads the table and finishes it. Throws Error "FILE:LINE: KEY: ...".
PointsSpec read_points_spec(Section section);

}  // namespace earshot
