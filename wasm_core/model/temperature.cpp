#include "model/temperature.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace earshot {
namespace {

double mean_cross_entropy(std::span<const float> logits, std::span<const float> targets, double temperature) {
  const std::size_t labels = logits.size() / targets.size();
  double sum = 0.0;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto of_example = logits.subspan(i * labels, labels);
    const double largest = std::ranges::max(of_example);
    double exponentials = 0.0;
    for (const float logit : of_example) exponentials += std::exp((logit - largest) / temperature);
    const double truth = of_example[static_cast<std::size_t>(targets[i])];
    sum += std::log(exponentials) + (largest - truth) / temperature;
  }
  return sum / static_cast<double>(targets.size());
}

}  // namespace

double fit_temperature(std::span<const float> logits, std::span<const float> targets) {
  assert(!targets.empty() && logits.size() % targets.size() == 0);
  const auto loss = [&](double exponent) {
    return mean_cross_entropy(logits, targets, std::pow(10.0, exponent));
  };
  // The loss is convex in 1 / temperature, so that it has one valley: golden-section search.
  constexpr double kShare = std::numbers::phi - 1.0;
  double low = -1.0;
  double high = 1.0;
  for (int step = 0; step < 40; ++step) {
    const double left = high - kShare * (high - low);
    const double right = low + kShare * (high - low);
    if (loss(left) < loss(right)) {
      high = right;
    } else {
      low = left;
    }
  }
  return std::pow(10.0, (low + high) / 2.0);
}

}  // namespace earshot
