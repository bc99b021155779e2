#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/decision_spec.h"

namespace earshot {

/// How readily a label is heard, as someone who listens sets it.
struct LabelTuning {
  double threshold = 0.8;    ///< smoothed probability from which it counts as heard, 0 to 1
  double sensitivity = 0.0;  ///< what its logit is raised by against the others'
};

/// What the model itself recommends, one a label: the same threshold for all, and its sensitivity to the
/// rejected.
std::vector<LabelTuning> recommended_tuning(const DecisionSpec& spec, std::span<const std::string> labels);

/// Probabilities p with the sensitivities s taken into account: p exp(s) / sum of p exp(s), which are those
/// of raised logits (divided by the model's temperature first). One a label.
std::vector<float> tuned(std::span<const float> probabilities, std::span<const LabelTuning> tuning);

}  // namespace earshot
