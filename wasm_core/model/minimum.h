#pragma once

#include <functional>
#include <span>
#include <vector>

namespace earshot {

/// A smooth function of many numbers: gives its value there and writes the gradient.
using Objective = std::function<double(std::span<const double> at, std::span<double> gradient)>;

/// Where a convex function is least, sought from `start` on, until the gradient's largest entry is below
/// `tolerance` or after `most_steps`: L-BFGS (J. Nocedal, S. Wright, "Numerical Optimization", 2nd edition,
/// algorithm 7.5) with steps that are halved until the function falls enough (algorithm 3.1).
std::vector<double> find_minimum(const Objective& objective, std::vector<double> start, double tolerance,
                                 int most_steps);

}  // namespace earshot
