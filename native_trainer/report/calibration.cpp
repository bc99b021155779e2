#include "report/calibration.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace earshot {

void Calibration::add(double probability, bool correct) {
  const auto index = static_cast<std::size_t>(probability * static_cast<double>(bins_.size()));
  Bin& bin = bins_[std::min(index, bins_.size() - 1)];
  ++bin.predictions;
  bin.correct += correct;
  bin.probabilities += probability;
}

void Calibration::add(const Calibration& other) {
  for (std::size_t i = 0; i < bins_.size(); ++i) {
    bins_[i].predictions += other.bins_[i].predictions;
    bins_[i].correct += other.bins_[i].correct;
    bins_[i].probabilities += other.bins_[i].probabilities;
  }
}

double Calibration::error() const {
  std::size_t predictions = 0;
  double sum = 0.0;
  for (const Bin& bin : bins_) {
    predictions += bin.predictions;
    sum += std::abs(static_cast<double>(bin.correct) - bin.probabilities);
  }
  return predictions ? sum / static_cast<double>(predictions) : 0.0;
}

void to_json(nlohmann::json& json, const Calibration& calibration) {
  json = nlohmann::json::array();
  for (const Calibration::Bin& bin : calibration.bins_)
    json.push_back({bin.predictions, bin.correct, bin.probabilities});
}

void from_json(const nlohmann::json& json, Calibration& calibration) {
  for (std::size_t i = 0; i < calibration.bins_.size(); ++i)
    calibration.bins_[i] = {json.at(i).at(0), json.at(i).at(1), json.at(i).at(2)};
}

}  // namespace earshot
