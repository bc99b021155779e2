#include "model/label_tuning.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace earshot {

std::vector<LabelTuning> recommended_tuning(const DecisionSpec& spec, std::span<const std::string> labels) {
  std::vector<LabelTuning> tuning;
  for (const std::string& label : labels) {
    const bool rejected = std::ranges::contains(spec.rejected, label);
    tuning.push_back({spec.threshold, rejected ? spec.rejected_sensitivity : 0.0});
  }
  return tuning;
}

std::vector<float> tuned(std::span<const float> probabilities, std::span<const LabelTuning> tuning) {
  assert(probabilities.size() == tuning.size());
  std::vector<double> weighted;
  double sum = 0.0;
  for (std::size_t label = 0; label < probabilities.size(); ++label) {
    weighted.push_back(probabilities[label] * std::exp(tuning[label].sensitivity));
    sum += weighted.back();
  }
  std::vector<float> result;
  for (const double value : weighted) result.push_back(static_cast<float>(value / sum));
  return result;
}

}  // namespace earshot
