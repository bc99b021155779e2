#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "model/prediction.h"

namespace earshot {
namespace {

TEST(Softmax, MatchesTheFormula) {
  const auto probabilities = softmax(std::vector<float>{1.0f, 2.0f, 3.0f});
  const double sum = std::exp(1.0) + std::exp(2.0) + std::exp(3.0);
  EXPECT_NEAR(probabilities[0], std::exp(1.0) / sum, 1e-7);
  EXPECT_NEAR(probabilities[2], std::exp(3.0) / sum, 1e-7);
}

TEST(Softmax, SurvivesHugeLogits) {
  const auto probabilities = softmax(std::vector<float>{1e30f, -1e30f, 1e30f});
  EXPECT_FLOAT_EQ(probabilities[0], 0.5f);
  EXPECT_FLOAT_EQ(probabilities[1], 0.0f);
  EXPECT_FLOAT_EQ(std::accumulate(probabilities.begin(), probabilities.end(), 0.0f), 1.0f);
}

TEST(Predict, TakesTheMostProbableLabel) {
  EXPECT_EQ(predict(ModelCard::Task::single_label, std::vector<float>{0.1f, 4.0f, -2.0f}).label, 1u);
}

TEST(Predict, ATemperatureMakesProbabilitiesMoreEven) {
  const std::vector<float> logits = {0.5f, 2.5f};
  const auto prediction = predict(ModelCard::Task::single_label, logits, 2.0);
  EXPECT_EQ(prediction.label, 1u);
  EXPECT_NEAR(prediction.probabilities[1], 1.0 / (1.0 + std::exp(-1.0)), 1e-6);
  EXPECT_NEAR(predict(ModelCard::Task::binary, std::vector<float>{2.0f}, 2.0).probabilities[1],
              1.0 / (1.0 + std::exp(-1.0)), 1e-6);
}

TEST(Predict, BinaryHasTwoProbabilitiesFromOneLogit) {
  const auto positive = predict(ModelCard::Task::binary, std::vector<float>{2.0f});
  ASSERT_EQ(positive.probabilities.size(), 2u);
  EXPECT_EQ(positive.label, 1u);
  EXPECT_NEAR(positive.probabilities[1], 1.0 / (1.0 + std::exp(-2.0)), 1e-6);
  EXPECT_EQ(predict(ModelCard::Task::binary, std::vector<float>{-0.5f}).label, 0u);
}

}  // namespace
}  // namespace earshot
