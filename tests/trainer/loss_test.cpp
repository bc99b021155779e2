#include "training/loss.h"

#include <ATen/ops/tensor.h>
#include <gtest/gtest.h>

#include <cmath>

namespace earshot {
namespace {

using Task = ModelCard::Task;

double loss_of(Task task, const at::Tensor& outputs, const at::Tensor& targets, double smoothing = 0.0) {
  return mean_loss(task, outputs, targets, smoothing).item<double>();
}

at::Tensor column(std::vector<float> values) {
  return at::tensor(values).unsqueeze(1);
}

TEST(Loss, OfOneLabelIsCrossEntropy) {
  const at::Tensor outputs = at::tensor(std::vector<float>{1.0f, 2.0f, 3.0f, 0.5f, 0.5f, 0.0f}).view({2, 3});
  const at::Tensor targets = at::tensor(std::vector<float>{2.0f, 1.0f});
  const double first = std::log(std::exp(1.0) + std::exp(2.0) + std::exp(3.0));
  const double second = std::log(2.0 * std::exp(0.5) + 1.0);
  EXPECT_NEAR(loss_of(Task::single_label, outputs, targets), (first - 3.0 + second - 0.5) / 2.0, 1e-6);
  // Smoothed: 0.7 of the target's, and 0.1 of each label's.
  EXPECT_NEAR(loss_of(Task::single_label, outputs, targets, 0.3),
              (first - 0.7 * 3.0 - 0.1 * 6.0 + second - 0.7 * 0.5 - 0.1 * 1.0) / 2.0, 1e-6);
  EXPECT_EQ(count_right(Task::single_label, outputs, targets), 1);
}

TEST(Loss, OfOneOfTwoIsBinaryCrossEntropy) {
  const at::Tensor outputs = column({2.0f, -1.0f, 0.5f});
  const at::Tensor targets = at::tensor(std::vector<float>{1.0f, 1.0f, 0.0f});
  const auto of_positive = [](double logit) { return std::log1p(std::exp(-logit)); };
  EXPECT_NEAR(loss_of(Task::binary, outputs, targets),
              (of_positive(2.0) + of_positive(-1.0) + of_positive(-0.5)) / 3.0, 1e-6);
  EXPECT_NEAR(loss_of(Task::binary, column({2.0f}), at::tensor(std::vector<float>{1.0f}), 0.2),
              0.9 * of_positive(2.0) + 0.1 * of_positive(-2.0), 1e-6);
  EXPECT_EQ(count_right(Task::binary, outputs, targets), 1);
}

TEST(Loss, OfABinaryTaskIsThatOfTwoLogits) {
  // One logit z is two logits 0 and z.
  const at::Tensor targets = at::tensor(std::vector<float>{1.0f});
  const at::Tensor two = at::tensor(std::vector<float>{0.0f, 1.7f}).view({1, 2});
  EXPECT_NEAR(loss_of(Task::binary, column({1.7f}), targets, 0.1),
              loss_of(Task::single_label, two, targets, 0.1), 1e-6);
}

TEST(Loss, OfLargeLogitsIsFinite) {
  const at::Tensor targets = at::tensor(std::vector<float>{0.0f});
  EXPECT_NEAR(loss_of(Task::binary, column({1000.0f}), targets), 1000.0, 1e-3);
}

TEST(Loss, OfRegressionIsTheMeanSquaredError) {
  const at::Tensor targets = at::tensor(std::vector<float>{1.0f, 2.0f});
  EXPECT_NEAR(loss_of(Task::regression, column({1.5f, -1.0f}), targets), (0.25 + 9.0) / 2.0, 1e-6);
  EXPECT_FALSE(count_right(Task::regression, column({1.5f, -1.0f}), targets));
}

}  // namespace
}  // namespace earshot
