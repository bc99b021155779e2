#include "data/points.h"

#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "data/point_examples.h"
#include "error.h"

namespace earshot {
namespace {

PointsSpec spec_of(PointsSpec::Kind kind, long count, std::uint64_t seed = 1) {
  return {.kind = kind, .count = count, .seed = seed};
}

struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};

Moments moments(const std::vector<double>& values) {
  Moments result;
  for (const double value : values) result.mean += value / static_cast<double>(values.size());
  for (const double value : values) {
    result.variance += std::pow(value - result.mean, 2) / static_cast<double>(values.size());
  }
  return result;
}

TEST(Points, OfTheRampRiseFromOneWithNoiseAboutThem) {
  const Points points = generate_points(spec_of(PointsSpec::Kind::noisy_ramp, 20'000));
  ASSERT_EQ(points.size(), 20'000u);
  std::vector<double> noise;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double x = points.values[i];
    EXPECT_GE(x, -0.5);
    EXPECT_LT(x, 0.5);
    noise.push_back(points.targets[i] - (x > 0.0 ? 2.0 * x + 1.0 : 0.0));
  }
  // Standard errors: 0.2 / sqrt(20000) = 0.0014, 0.04 sqrt(2 / 20000) = 0.0004.
  EXPECT_NEAR(moments(noise).mean, 0.0, 0.006);
  EXPECT_NEAR(moments(noise).variance, 0.04, 0.0016);
  const std::vector<double> x(points.values.begin(), points.values.end());
  EXPECT_NEAR(moments(x).mean, 0.0, 0.01);
  EXPECT_NEAR(moments(x).variance, 1.0 / 12.0, 0.003);
}

TEST(Points, OfTheGaussiansHaveTheirMeansAndVariances) {
  const Points points = generate_points(spec_of(PointsSpec::Kind::two_gaussians, 20'000));
  ASSERT_EQ(points.size(), 40'000u);
  for (const auto& [label, mean, variance] : {std::tuple(0.0f, -1.0, 4.0), {1.0f, 1.0, 3.0}}) {
    for (const std::size_t dimension : {0u, 1u}) {
      std::vector<double> values;
      for (std::size_t i = 0; i < points.size(); ++i) {
        if (points.targets[i] == label) values.push_back(points.values[2 * i + dimension]);
      }
      EXPECT_EQ(values.size(), 20'000u);
      EXPECT_NEAR(moments(values).mean, mean, 0.06);
      EXPECT_NEAR(moments(values).variance, variance, 0.16);
    }
  }
}

TEST(Points, DependOnTheSeedAlone) {
  const Points points = generate_points(spec_of(PointsSpec::Kind::noisy_ramp, 50));
  EXPECT_EQ(generate_points(spec_of(PointsSpec::Kind::noisy_ramp, 50)).targets, points.targets);
  EXPECT_NE(generate_points(spec_of(PointsSpec::Kind::noisy_ramp, 50, 2)).targets, points.targets);
}

TEST(Points, AreSplitByFractionsWithoutOverlap) {
  const Points points = generate_points(spec_of(PointsSpec::Kind::two_gaussians, 500));
  SplitSpec split;
  split.test = {{.fraction = 0.2}};
  split.validation = {{.fraction = 0.25}};
  const PointsSplit parts = split_points(points, split);
  EXPECT_EQ(parts.test.size(), 200u);
  EXPECT_EQ(parts.validation.size(), 200u);
  EXPECT_EQ(parts.training.size(), 600u);
  std::multiset<std::pair<float, float>> all;
  for (const Points* part : {&parts.training, &parts.validation, &parts.test}) {
    EXPECT_EQ(part->labels, points.labels);
    EXPECT_EQ(part->shape, points.shape);
    for (std::size_t i = 0; i < part->size(); ++i) all.emplace(part->values[2 * i], part->values[2 * i + 1]);
  }
  std::multiset<std::pair<float, float>> expected;
  for (std::size_t i = 0; i < points.size(); ++i)
    expected.emplace(points.values[2 * i], points.values[2 * i + 1]);
  EXPECT_EQ(all, expected);
  EXPECT_EQ(split_points(points, split).test.values, parts.test.values);
  split.seed = 2;
  EXPECT_NE(split_points(points, split).test.values, parts.test.values);
}

TEST(Points, AreSplitWhereverTheyLie) {
  const Points points = generate_points(spec_of(PointsSpec::Kind::noisy_ramp, 10'000));
  const PointsSplit parts = split_points(points, {.validation = {{.fraction = 0.5}}});
  for (const Points* part : {&parts.training, &parts.validation}) {
    const std::vector<double> x(part->values.begin(), part->values.end());
    EXPECT_NEAR(moments(x).mean, 0.0, 0.016);  // the standard error is 0.004
  }
}

TEST(Points, AreRefusedWhenAPartWouldBeEmpty) {
  const Points points = generate_points(spec_of(PointsSpec::Kind::noisy_ramp, 3));
  SplitSpec split;
  split.validation = {{.fraction = 0.1}};
  EXPECT_THROW(split_points(points, split), Error);
}

TEST(Points, AreReadAsExamples) {
  const Points points = generate_points(spec_of(PointsSpec::Kind::two_gaussians, 5));
  const PointExamples examples(points);
  ASSERT_EQ(examples.size(), 10u);
  EXPECT_EQ(examples.shape(), (std::vector<std::int64_t>{2}));
  std::vector<float> point(2);
  for (std::size_t i = 0; i < examples.size(); ++i) {
    examples.read(i, 1, point);
    EXPECT_THAT(point, testing::ElementsAre(points.values[2 * i], points.values[2 * i + 1]));
    EXPECT_EQ(examples.targets()[i], points.targets[i]);
  }
}

}  // namespace
}  // namespace earshot
