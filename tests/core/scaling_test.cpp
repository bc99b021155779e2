#include "features/scaling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/signals.h"

namespace earshot {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::FloatNear;
using Kind = ScalingSpec::Kind;

/// Two bands, three frames.
Features small() {
  return {1, 2, 3, {1.0f, 2.0f, 3.0f, 5.0f, 2.0f, 11.0f}};
}

std::vector<float> scaled(Features features, const ScalingSpec& spec) {
  scale(features, spec);
  return features.values;
}

TEST(Scaling, PerClipGivesMeanZeroAndDeviationOne) {
  for (const int degrees_of_freedom : {0, 1}) {
    const std::vector<float> values =
        scaled({1, 10, 20, noise(200)}, {.kind = Kind::per_clip, .degrees_of_freedom = degrees_of_freedom});
    double sum = 0.0, squares = 0.0;
    for (const float x : values) sum += x;
    for (const float x : values) squares += double{x} * x;
    EXPECT_NEAR(sum / 200, 0.0, 1e-7);
    EXPECT_NEAR(squares / (200 - degrees_of_freedom), 1.0, 1e-6);
  }
}

TEST(Scaling, PerFrameScalesEachFrameOverItsBands) {
  // The middle frame's bands are equal and become zero.
  EXPECT_THAT(scaled(small(), {.kind = Kind::per_frame}), ElementsAre(-1.0f, 0.0f, -1.0f, 1.0f, 0.0f, 1.0f));
}

TEST(Scaling, CenterClipTakesAwayTheMeanOnly) {
  EXPECT_THAT(scaled(small(), {.kind = Kind::center_clip}),
              ElementsAre(-3.0f, -2.0f, -1.0f, 1.0f, -2.0f, 7.0f));
}

TEST(Scaling, CenterBandsTakesAwayTheMeanOfEachBandAndDividesByOneDeviation) {
  // The bands hold 1 2 3 and 5 2 11: without their means -1 0 1 and -1 -4 5, of which the squares' mean is
  // 44/6.
  const float deviation = std::sqrt(44.0f / 6.0f);
  EXPECT_THAT(scaled(small(), {.kind = Kind::center_bands}),
              testing::Pointwise(FloatNear(1e-6f), {-1 / deviation, 0 / deviation, 1 / deviation,
                                                    -1 / deviation, -4 / deviation, 5 / deviation}));
}

TEST(Scaling, DatasetTakesOneStatisticForAllOrOneForEachBand) {
  EXPECT_THAT(scaled(small(), {.kind = Kind::dataset, .mean = {1.0f}, .deviation = {2.0f}}),
              ElementsAre(0.0f, 0.5f, 1.0f, 2.0f, 0.5f, 5.0f));
  EXPECT_THAT(scaled(small(), {.kind = Kind::dataset, .mean = {1.0f, 2.0f}, .deviation = {1.0f, 3.0f}}),
              ElementsAre(0.0f, 1.0f, 2.0f, 1.0f, 0.0f, 3.0f));
}

TEST(Scaling, EqualValuesBecomeZero) {
  for (const float value : {0.0f, 0.1f, -100.0f, 3e7f}) {
    const Features constant{1, 2, 3, std::vector(6, value)};
    EXPECT_THAT(scaled(constant, {.kind = Kind::per_clip}), Each(FloatNear(0.0f, 1e-6f)));
    EXPECT_THAT(scaled(constant, {.kind = Kind::per_frame}), Each(FloatNear(0.0f, 1e-6f)));
    EXPECT_THAT(scaled(constant, {.kind = Kind::center_bands}), Each(FloatNear(0.0f, 1e-6f)));
  }
  EXPECT_THAT(scaled({1, 1, 1, {5.0f}}, {.kind = Kind::per_clip, .degrees_of_freedom = 1}),
              ElementsAre(0.0f));
}

TEST(Scaling, SmallDifferencesAreScaledUp) {
  // Residue is no constant: sklearn blows it up to unit variance, too.
  EXPECT_THAT(scaled({1, 2, 1, {1e-30f, 3e-30f}}, {.kind = Kind::per_frame}),
              ElementsAre(FloatNear(-1.0f, 1e-6f), FloatNear(1.0f, 1e-6f)));
}

}  // namespace
}  // namespace earshot
