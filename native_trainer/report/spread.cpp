#include "report/spread.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace earshot {

Spread spread_of(std::span<const double> numbers) {
  const auto count = static_cast<double>(numbers.size());
  Spread spread{.count = numbers.size()};
  for (const double number : numbers) spread.mean += number / count;
  double squares = 0.0;
  for (const double number : numbers) squares += (number - spread.mean) * (number - spread.mean);
  if (numbers.size() > 1) spread.deviation = std::sqrt(squares / (count - 1.0));
  return spread;
}

nlohmann::json to_json(const Spread& spread) {
  return {{"mean", spread.mean}, {"deviation", spread.deviation}};
}

}  // namespace earshot
