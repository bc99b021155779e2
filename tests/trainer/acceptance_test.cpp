#include "report/acceptance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace earshot {
namespace {

Judgement judgement(std::size_t truth, std::vector<float> probabilities) {
  Judgement judgement{.truth = truth, .probabilities = std::move(probabilities)};
  judgement.prediction = static_cast<std::size_t>(std::ranges::max_element(judgement.probabilities) -
                                                  judgement.probabilities.begin());
  return judgement;
}

TEST(Acceptance, CountsWhatPassesTheThresholdAndIsNotRejected) {
  const DecisionSpec decision{.threshold = 0.6, .rejected = {"other"}};
  const std::vector<Judgement> judgements = {
      judgement(0, {0.9f, 0.0f, 0.1f}),   // right
      judgement(0, {0.5f, 0.2f, 0.3f}),   // right, but not sure enough
      judgement(0, {0.1f, 0.8f, 0.1f}),   // wrong
      judgement(1, {0.0f, 0.1f, 0.9f}),   // rejected
      judgement(2, {0.0f, 0.2f, 0.8f}),   // rightly rejected
      judgement(2, {0.7f, 0.2f, 0.1f}),   // falsely accepted
      judgement(2, {0.55f, 0.0f, 0.45f})  // not sure enough
  };
  const Acceptance acceptance = measure_acceptance(decision, {"a", "b", "other"}, judgements);
  EXPECT_EQ(acceptance.wanted, 4u);
  EXPECT_EQ(acceptance.accepted_right, 1u);
  EXPECT_EQ(acceptance.accepted_wrong, 1u);
  EXPECT_EQ(acceptance.unwanted, 3u);
  EXPECT_EQ(acceptance.false_accepts, 1u);
}

TEST(Acceptance, IsThatOfTheDecisionsSensitivityToRejectedLabels) {
  const DecisionSpec decision{.threshold = 0.6, .rejected = {"other"}, .rejected_sensitivity = 2.0};
  // Odds against "other" of 10 to 1 and 15 to 1, over e squared: 0.58 and 0.67.
  const std::vector<Judgement> judgements = {judgement(0, {10.0f / 11.0f, 0.0f, 1.0f / 11.0f}),
                                             judgement(0, {15.0f / 16.0f, 0.0f, 1.0f / 16.0f})};
  EXPECT_EQ(measure_acceptance(decision, {"a", "b", "other"}, judgements).accepted_right, 1u);
}

}  // namespace
}  // namespace earshot
