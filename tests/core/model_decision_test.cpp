#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <vector>

#include "model/decision.h"
#include "model/label_tuning.h"

namespace earshot {
namespace {

const DecisionSpec kSpec = {.hop_seconds = 0.1,
                            .smoothing_seconds = 0.3,
                            .threshold = 0.8,
                            .suppression_seconds = 0.5,
                            .gate_dbfs = -60.0};
constexpr double kWindowSeconds = 1.0;
const std::vector<std::string> kLabels = {"first", "second"};
const std::vector<float> kFirst = {0.95f, 0.05f};
const std::vector<float> kSecond = {0.05f, 0.95f};

TEST(Decision, NeedsAFullSmoothingWindow) {
  Decision decision(kSpec, kLabels, kWindowSeconds);
  EXPECT_FALSE(decision.update(0.1, kFirst));
  EXPECT_FALSE(decision.update(0.2, kFirst));
  const auto heard = decision.update(0.3, kFirst);
  ASSERT_TRUE(heard);
  EXPECT_EQ(heard->label, 0u);
  EXPECT_FLOAT_EQ(heard->probability, 0.95f);
  EXPECT_DOUBLE_EQ(heard->time, 0.3);
}

TEST(Decision, ReportsAWordOnceWhileItsWindowHoldsIt) {
  Decision decision(kSpec, kLabels, kWindowSeconds);
  int heard = 0;
  for (int hop = 1; hop <= 12; ++hop) heard += decision.update(0.1 * hop, kFirst).has_value();
  EXPECT_EQ(heard, 1);
  EXPECT_EQ(decision.in_view(), 0u);
}

TEST(Decision, ReportsTheSameWordAgainWhenTheWindowHasLeftTheFirstAndItDidNotFade) {
  Decision decision(kSpec, kLabels, kWindowSeconds);
  std::vector<double> times;
  for (int hop = 1; hop <= 20; ++hop) {
    if (const auto heard = decision.update(0.1 * hop, kFirst)) times.push_back(heard->time);
  }
  ASSERT_EQ(times.size(), 2u);
  EXPECT_NEAR(times[1] - times[0], kWindowSeconds, 1e-9);
}

TEST(Decision, ReportsTheSameWordAgainAfterItFaded) {
  Decision decision(kSpec, kLabels, kWindowSeconds);
  int heard = 0;
  for (int hop = 1; hop <= 10; ++hop) heard += decision.update(0.1 * hop, kFirst).has_value();
  for (int hop = 11; hop <= 13; ++hop) decision.update_silence(0.1 * hop);
  EXPECT_FALSE(decision.in_view());
  for (int hop = 14; hop <= 20; ++hop) heard += decision.update(0.1 * hop, kFirst).has_value();
  EXPECT_EQ(heard, 2);
}

TEST(Decision, ATunedLabelHasItsOwnThreshold) {
  Decision decision(kSpec, kLabels, kWindowSeconds);
  decision.tune({{.threshold = 0.96}, {.threshold = 0.8}});
  for (int hop = 1; hop <= 5; ++hop) EXPECT_FALSE(decision.update(0.1 * hop, kFirst));
  bool heard = false;
  for (int hop = 6; hop <= 10; ++hop) heard = heard || decision.update(0.1 * hop, kSecond);
  EXPECT_TRUE(heard);
}

TEST(Decision, SensitivityRaisesALabelsLogitAgainstTheOthers) {
  // Odds of 1 to 3, times e squared.
  const std::vector<LabelTuning> tuning = {{.threshold = 0.7, .sensitivity = 2.0}, {.threshold = 0.7}};
  const std::vector<float> probabilities = tuned(std::vector<float>{0.25f, 0.75f}, tuning);
  EXPECT_NEAR(probabilities[0] / probabilities[1], std::exp(2.0) / 3.0, 1e-5);
  EXPECT_NEAR(probabilities[0] + probabilities[1], 1.0, 1e-6);

  Decision decision(kSpec, kLabels, kWindowSeconds);
  decision.tune(tuning);
  std::optional<Detection> heard;
  for (int hop = 1; hop <= 3; ++hop) heard = decision.update(0.1 * hop, std::vector<float>{0.25f, 0.75f});
  ASSERT_TRUE(heard);
  EXPECT_EQ(heard->label, 0u);
  EXPECT_FLOAT_EQ(heard->probability, probabilities[0]);
}

TEST(Decision, OtherLabelsMustBeMoreProbableThanARejectedOneByItsSensitivity) {
  DecisionSpec spec = kSpec;
  spec.rejected = {"second"};
  spec.rejected_sensitivity = 4.0;
  const auto heard = [&](float probability) {
    Decision decision(spec, kLabels, kWindowSeconds);
    for (int hop = 1; hop <= 2; ++hop)
      decision.update(0.1 * hop, std::vector{probability, 1.0f - probability});
    return decision.update(0.3, std::vector{probability, 1.0f - probability});
  };
  // Odds of 4 to 1 are the threshold's, and e to the 4th times that is wanted: 0.9954.
  EXPECT_FALSE(heard(0.994f));
  EXPECT_TRUE(heard(0.996f));
}

TEST(Decision, TunedAsTheSpecRecommendsNothingChanges) {
  const std::vector<float> probabilities = {0.123f, 0.877f};
  EXPECT_EQ(tuned(probabilities, recommended_tuning(kSpec, kLabels))[1], 0.877f);
  EXPECT_EQ(recommended_tuning(kSpec, kLabels)[1].threshold, kSpec.threshold);
}

TEST(Decision, ReportsNothingWhileSuppressed) {
  Decision decision(kSpec, kLabels, kWindowSeconds);
  int heard = 0;
  for (int hop = 1; hop <= 3; ++hop) heard += decision.update(0.1 * hop, kFirst).has_value();
  for (int hop = 4; hop <= 7; ++hop) EXPECT_FALSE(decision.update(0.1 * hop, kSecond));
  for (int hop = 8; hop <= 9; ++hop) heard += decision.update(0.1 * hop, kSecond).has_value();
  EXPECT_EQ(heard, 2);
}

TEST(Decision, NeverReportsARejectedLabel) {
  DecisionSpec spec = kSpec;
  spec.rejected = {"second"};
  Decision decision(spec, kLabels, kWindowSeconds);
  for (int hop = 1; hop <= 9; ++hop) EXPECT_FALSE(decision.update(0.1 * hop, kSecond));
  int heard = 0;
  for (int hop = 10; hop <= 19; ++hop) heard += decision.update(0.1 * hop, kFirst).has_value();
  EXPECT_EQ(heard, 1);
}

TEST(Decision, AveragesOverTheSmoothingTime) {
  Decision decision(kSpec, kLabels, kWindowSeconds);
  decision.update(0.1, kFirst);
  decision.update(0.2, kFirst);
  decision.update(0.3, kFirst);
  decision.update(0.4, kSecond);
  EXPECT_NEAR(decision.smoothed()[1], (0.05 + 0.05 + 0.95) / 3, 1e-6);
}

TEST(Decision, OneOddWindowDoesNotFlicker) {
  Decision decision(kSpec, kLabels, kWindowSeconds);
  for (int hop = 1; hop <= 9; ++hop) decision.update(0.1 * hop, kFirst);
  EXPECT_FALSE(decision.update(1.0, kSecond));
}

TEST(Decision, SilenceFadesOldProbabilities) {
  Decision decision(kSpec, kLabels, kWindowSeconds);
  decision.update(0.1, kFirst);
  decision.update_silence(0.2);
  decision.update_silence(0.3);
  EXPECT_NEAR(decision.smoothed()[0], 0.95 / 3, 1e-6);
  decision.update_silence(0.4);
  EXPECT_FLOAT_EQ(decision.smoothed()[0], 0.0f);
}

TEST(Decision, BelowTheThresholdNothingIsHeard) {
  Decision decision(kSpec, kLabels, kWindowSeconds);
  for (int hop = 1; hop <= 20; ++hop)
    EXPECT_FALSE(decision.update(0.1 * hop, std::vector<float>{0.79f, 0.21f}));
}

TEST(Decision, ResetForgets) {
  Decision decision(kSpec, kLabels, kWindowSeconds);
  for (int hop = 1; hop <= 3; ++hop) decision.update(0.1 * hop, kFirst);
  decision.reset();
  EXPECT_FLOAT_EQ(decision.smoothed()[0], 0.0f);
  EXPECT_FALSE(decision.update(0.4, kFirst));
  EXPECT_FALSE(decision.update(0.5, kFirst));
  EXPECT_TRUE(decision.update(0.6, kFirst));
}

}  // namespace
}  // namespace earshot
