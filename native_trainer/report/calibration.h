#pragma once

#include <array>
#include <cstddef>
#include <nlohmann/json_fwd.hpp>

namespace earshot {

/// How well probabilities say how often a model is right: predictions in 15 bins of equal width by their
/// probability (Guo et al. 2017, "On Calibration of Modern Neural Networks", section 2).
class Calibration {
 public:
  /// A prediction was given `probability` and was right or not.
  void add(double probability, bool correct);
  void add(const Calibration& other);

  /// The expected calibration error: the mean over all predictions of |share right - mean probability| in
  /// their bins. 0 where there are none.
  double error() const;

  friend void to_json(nlohmann::json& json, const Calibration& calibration);
  friend void from_json(const nlohmann::json& json, Calibration& calibration);

 private:
  struct Bin {
    std::size_t predictions = 0;
    std::size_t correct = 0;
    double probabilities = 0.0;  ///< their sum
  };
  std::array<Bin, 15> bins_ = {};
};

}  // namespace earshot
