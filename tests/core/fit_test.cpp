#include "features/fit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace earshot {
namespace {

using testing::ElementsAre;
using Position = FitSpec::Position;

const std::vector<float> kClip = {1.0f, 2.0f, 3.0f, 2.0f, 5.0f};

TEST(Fit, ZeroKeepsTheClip) {
  EXPECT_EQ(fit(kClip, {.samples = 0, .position = Position::center}), kClip);
}

TEST(Fit, EqualLengthKeepsTheClip) {
  for (const auto position : {Position::end, Position::center, Position::loudest}) {
    EXPECT_EQ(fit(kClip, {5, position}), kClip);
  }
}

TEST(Fit, EndKeepsTheBeginningAndPadsBehind) {
  EXPECT_THAT(fit(kClip, {3, Position::end}), ElementsAre(1.0f, 2.0f, 3.0f));
  EXPECT_THAT(fit(kClip, {7, Position::end}), ElementsAre(1.0f, 2.0f, 3.0f, 2.0f, 5.0f, 0.0f, 0.0f));
}

TEST(Fit, CenterKeepsTheMiddleAndPadsBothSides) {
  EXPECT_THAT(fit(kClip, {3, Position::center}), ElementsAre(2.0f, 3.0f, 2.0f));
  EXPECT_THAT(fit(kClip, {2, Position::center}), ElementsAre(2.0f, 3.0f));
  EXPECT_THAT(fit(kClip, {8, Position::center}), ElementsAre(0.0f, 1.0f, 2.0f, 3.0f, 2.0f, 5.0f, 0.0f, 0.0f));
}

TEST(Fit, LoudestKeepsTheWindowOfGreatestEnergy) {
  EXPECT_THAT(fit(kClip, {2, Position::loudest}), ElementsAre(2.0f, 5.0f));
  EXPECT_THAT(fit(std::vector{0.0f, -4.0f, 1.0f, 3.0f}, {2, Position::loudest}), ElementsAre(-4.0f, 1.0f));
  EXPECT_THAT(fit(std::vector{1.0f}, {4, Position::loudest}), ElementsAre(0.0f, 1.0f, 0.0f, 0.0f));
}

TEST(Fit, LoudestTakesTheEarliestOfEquals) {
  EXPECT_EQ(fit(std::vector(9, 0.0f), {4, Position::loudest}), std::vector(4, 0.0f));
  // The same burst twice, but for a sign; its running sum rounds.
  const std::vector<float> clip = {0.1f, 0.7f, 0.3f, 0.0f, 0.0f, 0.0f, -0.1f, 0.7f, 0.3f, 0.0f};
  EXPECT_THAT(fit(clip, {3, Position::loudest}), ElementsAre(0.1f, 0.7f, 0.3f));
}

}  // namespace
}  // namespace earshot
