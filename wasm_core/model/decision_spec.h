#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace earshot {

/// How a stream of windows becomes "heard: seven": what a model recommends for itself. The times given here
/// suit words and windows of a second.
struct DecisionSpec {
  double hop_seconds = 0.1;          ///< new audio between two windows
  double smoothing_seconds = 0.3;    ///< probabilities are averaged over the windows of this long
  double threshold = 0.8;            ///< smoothed probability from which a label counts as heard, 0 to 1
  double suppression_seconds = 0.7;  ///< after a detection nothing more is reported for this long
  double gate_dbfs = -60.0;          ///< a window whose rms level is below this is silence and not classified
  /// Labels that stand for "nothing of interest": a window that one of them wins is no detection.
  std::vector<std::string> rejected = {};
  /// What the logits of the rejected labels are raised by, after the temperature: how much more probable than
  /// they one of the others must be. Probabilities near 1 tell little of that, so a threshold can't say it.
  double rejected_sensitivity = 0.0;
};

nlohmann::json to_json(const DecisionSpec& spec);
/// Strict: throws FieldError for unknown or missing keys, wrong types and numbers out of range.
DecisionSpec decision_spec_from_json(const nlohmann::json& json, const std::string& path = "decision");

}  // namespace earshot
