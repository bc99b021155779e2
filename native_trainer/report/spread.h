#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <span>

namespace earshot {

/// Where some numbers lie and how far they are apart.
struct Spread {
  std::size_t count = 0;
  double mean = 0.0;
  double deviation = 0.0;  ///< standard deviation of a sample (n - 1); 0 for a single number
};

/// There must be at least one.
Spread spread_of(std::span<const double> numbers);

nlohmann::json to_json(const Spread& spread);

}  // namespace earshot
