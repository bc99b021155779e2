#include "golden/comparison.h"

#include <cmath>
#include <format>
#include <limits>

namespace earshot::golden {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::string text_of(const std::vector<int>& shape) {
  std::string text;
  for (const int size : shape) text += (text.empty() ? "" : " x ") + std::to_string(size);
  return "(" + text + ")";
}

}  // namespace

Comparison compare(const Tensor& got, const Tensor& reference, const Tolerance& tolerance,
                   const std::set<int>& exempt_columns) {
  if (got.shape != reference.shape) {
    return {kInfinity, "shape " + text_of(got.shape) + " instead of " + text_of(reference.shape)};
  }
  const auto columns = static_cast<std::size_t>(reference.shape.empty() ? 1 : reference.shape.back());
  Comparison result;
  std::size_t outside = 0;
  std::size_t worst_at = 0;
  for (std::size_t i = 0; i < got.values.size(); ++i) {
    if (exempt_columns.contains(static_cast<int>(i % columns))) continue;
    const double wanted = reference.values[i];
    const double error = std::abs(got.values[i] - wanted);
    const double allowed = tolerance.absolute + tolerance.relative * std::abs(wanted);
    if (!(error <= allowed)) ++outside;
    const double fraction = error == 0.0 ? 0.0 : std::isnan(error) ? kInfinity : error / allowed;
    if (fraction > result.worst) {
      result.worst = fraction;
      worst_at = i;
    }
  }
  if (outside > 0) {
    result.problem =
        std::format("{} of {} values outside the tolerance; value {} is {} instead of {}", outside,
                    got.values.size(), worst_at, got.values[worst_at], reference.values[worst_at]);
  }
  return result;
}

}  // namespace earshot::golden
