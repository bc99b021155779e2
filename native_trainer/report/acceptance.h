#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "model/decision_spec.h"
#include "report/metrics.h"

namespace earshot {

/// What a model that rejects labels takes for one of the others. A clip is accepted when, with
/// the decision's sensitivity to rejected labels, the most probable label is not rejected and its probability
/// reaches the decision's threshold.
struct Acceptance {
  std::size_t wanted = 0;          ///< clips of labels that are not rejected
  std::size_t accepted_right = 0;  ///< of these, accepted as what they are
  std::size_t accepted_wrong = 0;  ///< of these, accepted as something else
  std::size_t unwanted = 0;        ///< clips of rejected labels
  std::size_t false_accepts = 0;   ///< of these, accepted
};

Acceptance measure_acceptance(const DecisionSpec& decision, const std::vector<std::string>& labels,
                              std::span<const Judgement> judgements);

std::string to_text(const Acceptance& acceptance);
nlohmann::json to_json(const Acceptance& acceptance);

}  // namespace earshot
