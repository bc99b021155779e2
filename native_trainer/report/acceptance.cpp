#include "report/acceptance.h"

#include <algorithm>
#include <format>
#include <nlohmann/json.hpp>

#include "model/label_tuning.h"
#include "report/metrics_text.h"

namespace earshot {
namespace {

std::string line(const std::string& name, std::size_t count, std::size_t all) {
  return all == 0 ? "" : std::format("{:<18} {}\n", name, share_text(count, all));
}

}  // namespace

Acceptance measure_acceptance(const DecisionSpec& decision, const std::vector<std::string>& labels,
                              std::span<const Judgement> judgements) {
  const auto rejected = [&](std::size_t label) {
    return std::ranges::contains(decision.rejected, labels[label]);
  };
  const std::vector<LabelTuning> tuning = recommended_tuning(decision, labels);
  Acceptance acceptance;
  for (const Judgement& judgement : judgements) {
    const std::vector<float> probabilities = tuned(judgement.probabilities, tuning);
    const auto heard =
        static_cast<std::size_t>(std::ranges::max_element(probabilities) - probabilities.begin());
    const bool accepted = !rejected(heard) && double{probabilities[heard]} >= decision.threshold;
    if (rejected(judgement.truth)) {
      ++acceptance.unwanted;
      acceptance.false_accepts += accepted;
    } else {
      ++acceptance.wanted;
      acceptance.accepted_right += accepted && heard == judgement.truth;
      acceptance.accepted_wrong += accepted && heard != judgement.truth;
    }
  }
  return acceptance;
}

std::string to_text(const Acceptance& acceptance) {
  return line("accepted, right", acceptance.accepted_right, acceptance.wanted) +
         line("accepted, wrong", acceptance.accepted_wrong, acceptance.wanted) +
         line("falsely accepted", acceptance.false_accepts, acceptance.unwanted);
}

nlohmann::json to_json(const Acceptance& acceptance) {
  return {{"wanted", acceptance.wanted},
          {"accepted_right", acceptance.accepted_right},
          {"accepted_wrong", acceptance.accepted_wrong},
          {"unwanted", acceptance.unwanted},
          {"false_accepts", acceptance.false_accepts}};
}

}  // namespace earshot
