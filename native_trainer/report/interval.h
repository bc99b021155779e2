#pragma once

#include <cstddef>
#include <utility>

namespace earshot {

/// Where a share lies with 95 % confidence when `successes` of `trials` succeeded: the score interval of
/// Wilson 1927. {0, 1} where there were no trials.
std::pair<double, double> wilson_interval(std::size_t successes, std::size_t trials);

}  // namespace earshot
