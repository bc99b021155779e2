#include "report/acceptance.h"

#include <algorithm>
#include <format>
#include <nlohmann/json.hpp>

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
  Acceptance acceptance;
  for (const Judgement& judgement : judgements) {
    const bool accepted = !rejected(judgement.prediction) &&
                          double{judgement.probabilities[judgement.prediction]} >= decision.threshold;
    if (rejected(judgement.truth)) {
      ++acceptance.unwanted;
      acceptance.false_accepts += accepted;
    } else {
      ++acceptance.wanted;
      acceptance.accepted_right += accepted && judgement.correct();
      acceptance.accepted_wrong += accepted && !judgement.correct();
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
