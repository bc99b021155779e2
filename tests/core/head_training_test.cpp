#include "model/head_training.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "random.h"

namespace earshot {
namespace {

/// `takes` a label, each of `copies` points around one of its own; those of label k lie `distance` from the
/// origin on the axis k.
HeadExamples clouds(std::size_t labels, std::size_t takes, std::size_t copies, double distance) {
  HeadExamples examples{.inputs = labels + 1, .labels = labels};
  Random random({7});
  std::vector<float> point(examples.inputs);
  for (std::size_t take = 0; take < labels * takes; ++take) {
    const std::size_t label = take % labels;
    std::vector<double> center(examples.inputs);
    for (double& coordinate : center) coordinate = random.normal();
    center[label] += distance;
    for (std::size_t copy = 0; copy < copies; ++copy) {
      std::ranges::transform(center, point.begin(),
                             [&](double at) { return static_cast<float>(at + 0.1 * random.normal()); });
      examples.add(point, label, take);
    }
  }
  return examples;
}

std::size_t largest(std::span<const float> logits) {
  return static_cast<std::size_t>(std::ranges::max_element(logits) - logits.begin());
}

TEST(HeadLoss, HasTheGradientOfItsDifferences) {
  const HeadExamples examples = clouds(3, 4, 2, 1.0);
  const HeadLoss loss(examples, 0.1);
  Random random({1});
  std::vector<double> at(loss.parameters());
  for (double& parameter : at) parameter = random.normal();
  std::vector<double> gradient(at.size()), unused(at.size());
  loss.at(at, gradient);
  constexpr double kStep = 1e-5;
  for (std::size_t i = 0; i < at.size(); ++i) {
    std::vector<double> above = at, below = at;
    above[i] += kStep;
    below[i] -= kStep;
    EXPECT_NEAR(gradient[i], (loss.at(above, unused) - loss.at(below, unused)) / (2.0 * kStep), 1e-8);
  }
}

TEST(HeadLoss, CountsEveryLabelTheSame) {
  HeadExamples examples{.inputs = 1, .labels = 2};
  for (const std::size_t label : {0, 0, 0, 0, 0, 1}) examples.add(std::vector{1.0f}, label, 0);
  // Biases alone: what the inputs are does not matter.
  const std::vector<double> at = {0.0, 0.0, 1.0, 0.0};
  std::vector<double> gradient(at.size());
  EXPECT_NEAR(HeadLoss(examples, 0.1).at(at, gradient),
              0.5 * (std::log1p(std::exp(-1.0)) + std::log1p(std::exp(1.0))), 1e-12);
}

TEST(HeadTraining, LearnsWhatCanBeToldApart) {
  const HeadExamples examples = clouds(4, 5, 3, 8.0);
  const LinearHead head = train_head(examples);
  ASSERT_EQ(head.labels(), 4u);
  ASSERT_EQ(head.weights.size(), 4u * examples.inputs);
  for (std::size_t i = 0; i < examples.size(); ++i)
    EXPECT_EQ(largest(head.logits(examples.embedding(i))), examples.label_of[i]);
}

TEST(HeadTraining, FindsTheMinimum) {
  // Two points, one of each label, at -1 and 1 when scaled: by symmetry the weights are -w and w, and the
  // gradient of log(1 + exp(-2 w)) + 0.003 w^2 vanishes there.
  HeadExamples examples{.inputs = 1, .labels = 2};
  examples.add(std::vector{2.0f}, 0, 0);
  examples.add(std::vector{6.0f}, 1, 1);
  const LinearHead head = train_head(examples);
  const double w = 2.0 * head.weights[1];  // the deviation is 2
  EXPECT_NEAR(head.weights[0], -head.weights[1], 1e-6);
  EXPECT_NEAR(2.0 / (1.0 + std::exp(2.0 * w)), 2.0 * 0.003 * w, 1e-6);
  EXPECT_NEAR(head.logits(std::vector{4.0f})[0], head.logits(std::vector{4.0f})[1], 1e-5);
}

TEST(HeadTraining, GivesTheSameEachTime) {
  const HeadExamples examples = clouds(3, 4, 4, 2.0);
  const LinearHead first = train_head(examples), second = train_head(examples);
  EXPECT_EQ(first.weights, second.weights);
  EXPECT_EQ(first.biases, second.biases);
  EXPECT_EQ(held_out_logits(examples, 4), held_out_logits(examples, 4));
}

TEST(HeadTraining, EmbeddingsThatAreAllTheSameTeachNothing) {
  HeadExamples examples{.inputs = 2, .labels = 2};
  for (std::size_t take = 0; take < 4; ++take) examples.add(std::vector{1.0f, 2.0f}, take % 2, take);
  const std::vector<float> logits = train_head(examples).logits(examples.embedding(0));
  EXPECT_NEAR(logits[0], logits[1], 1e-6);
}

TEST(HeadTraining, FoldsShareNoTakeAndEachHasSomeOfEveryLabel) {
  const HeadExamples examples = clouds(3, 7, 4, 1.0);
  const std::vector<std::size_t> folds = folds_by_take(examples, 5);
  ASSERT_EQ(folds.size(), examples.size());
  std::vector<std::set<std::size_t>> folds_of_take(3 * 7), labels_of_fold(5);
  for (std::size_t i = 0; i < examples.size(); ++i) {
    folds_of_take[examples.take_of[i]].insert(folds[i]);
    labels_of_fold.at(folds[i]).insert(examples.label_of[i]);
  }
  EXPECT_THAT(folds_of_take, testing::Each(testing::SizeIs(1)));
  EXPECT_THAT(labels_of_fold, testing::Each(testing::SizeIs(3)));
}

TEST(HeadTraining, WhatIsHeldOutIsNotLearntFrom) {
  // Each take is far from all others, in a direction of its own, so that only its own copies tell its label:
  // learnt from, all are known; held out, none can be.
  HeadExamples examples{.inputs = 6, .labels = 2};
  for (std::size_t take = 0; take < 6; ++take) {
    std::vector<float> point(6);
    point[take] = 1.0f;
    for (int copy = 0; copy < 3; ++copy) examples.add(point, take % 2, take);
  }
  const LinearHead head = train_head(examples);
  const std::vector<float> held_out = held_out_logits(examples, 3);
  for (std::size_t i = 0; i < examples.size(); ++i) {
    EXPECT_EQ(largest(head.logits(examples.embedding(i))), examples.label_of[i]);
    EXPECT_NEAR(held_out[2 * i], held_out[2 * i + 1], 1e-5);
  }
}

}  // namespace
}  // namespace earshot
