#pragma once

#include <set>
#include <string>

#include "golden/tensor.h"

namespace earshot::golden {

/// A result passes when |got - reference| <= absolute + relative * |reference| everywhere.
struct Tolerance {
  double relative = 0.0;
  double absolute = 0.0;
};

struct Comparison {
  double worst = 0.0;   ///< greatest error as a fraction of the error allowed
  std::string problem;  ///< empty when the result passes
};

/// Columns are those of the last dimension. NaN is never within a tolerance.
Comparison compare(const Tensor& got, const Tensor& reference, const Tolerance& tolerance,
                   const std::set<int>& exempt_columns);

}  // namespace earshot::golden
