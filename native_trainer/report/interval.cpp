#include "report/interval.h"

#include <algorithm>
#include <cmath>

namespace earshot {

std::pair<double, double> wilson_interval(std::size_t successes, std::size_t trials) {
  if (trials == 0) return {0.0, 1.0};
  constexpr double kDeviations = 1.959963984540054;  // of the normal distribution, 97.5 % below
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(successes) / n;
  const double squared = kDeviations * kDeviations / n;
  const double center = share + squared / 2.0;
  const double width = kDeviations * std::sqrt(share * (1.0 - share) / n + squared / (4.0 * n));
  return {std::max(0.0, (center - width) / (1.0 + squared)),
          std::min(1.0, (center + width) / (1.0 + squared))};
}

}  // namespace earshot
