#include "model/minimum.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <deque>
#include <numeric>
#include <utility>

namespace earshot {
namespace {

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// a + factor * b
Vector sum(const Vector& a, double factor, const Vector& b) {
  Vector result(a);
  for (std::size_t i = 0; i < a.size(); ++i) result[i] += factor * b[i];
  return result;
}

double largest_entry(const Vector& vector) {
  double largest = 0.0;
  for (const double entry : vector) largest = std::max(largest, std::abs(entry));
  return largest;
}

/// How the gradient changed over the last steps, from which the curvature is known.
class Curvature {
 public:
  void add(Vector step, Vector change) {
    const double product = dot(step, change);
    // Where rounding is all that is left, nothing is to be learned.
    if (product <= 0.0) return;
    pairs_.push_back({std::move(step), std::move(change), product});
    if (pairs_.size() > kPairs) pairs_.pop_front();
  }

  /// The gradient, times the inverse of the curvature as far as it is known (algorithm 7.4).
  Vector correct(Vector gradient) const {
    Vector& vector = gradient;
    Vector shares(pairs_.size());
    for (std::size_t i = pairs_.size(); i-- > 0;) {
      shares[i] = dot(pairs_[i].step, vector) / pairs_[i].product;
      vector = sum(vector, -shares[i], pairs_[i].change);
    }
    if (!pairs_.empty()) {
      const Pair& last = pairs_.back();
      const double scale = last.product / dot(last.change, last.change);
      for (double& entry : vector) entry *= scale;
    }
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const double share = dot(pairs_[i].change, vector) / pairs_[i].product;
      vector = sum(vector, shares[i] - share, pairs_[i].step);
    }
    return vector;
  }

 private:
  struct Pair {
    Vector step;
    Vector change;  ///< of the gradient
    double product;
  };
  static constexpr std::size_t kPairs = 10;

  std::deque<Pair> pairs_;
};

}  // namespace

std::vector<double> find_minimum(const Objective& objective, std::vector<double> start, double tolerance,
                                 int most_steps) {
  constexpr double kEnough = 1e-4;     // of the fall that the slope promises
  constexpr double kShortest = 1e-10;  // of a step, as a share of the first try
  Vector at = std::move(start);
  Vector gradient(at.size());
  double value = objective(at, gradient);
  Curvature curvature;
  for (int step = 0; step < most_steps && largest_entry(gradient) >= tolerance; ++step) {
    const Vector direction = curvature.correct(gradient);
    const double slope = dot(gradient, direction);
    double length = 1.0;
    Vector next, next_gradient(at.size());
    double next_value = value;
    for (;; length /= 2.0) {
      if (length < kShortest) return at;
      next = sum(at, -length, direction);
      next_value = objective(next, next_gradient);
      if (next_value <= value - kEnough * length * slope) break;
    }
    curvature.add(sum(next, -1.0, at), sum(next_gradient, -1.0, gradient));
    at = std::move(next);
    gradient = next_gradient;
    value = next_value;
  }
  return at;
}

}  // namespace earshot
