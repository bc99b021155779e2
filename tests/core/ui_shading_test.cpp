#include "ui/shading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace earshot {
namespace {

using testing::ElementsAre;
using testing::FloatNear;
using testing::IsEmpty;

FeatureGrid powers(int bands, int frames, std::vector<float> values, double power = 2.0) {
  FeatureGrid grid;
  grid.bands = bands;
  grid.frames = frames;
  grid.power = power;
  grid.values = std::move(values);
  return grid;
}

auto near(float value) {
  return FloatNear(value, 1e-4f);
}

TEST(Shading, LeavesWhatIsNoPowerAsItIs) {
  FeatureGrid grid = powers(1, 2, {-3.0f, 7.0f}, 0.0);
  grid.unit = "dB";
  const Shading shading = shade(grid);
  EXPECT_THAT(shading.values, ElementsAre(-3.0f, 7.0f));
  EXPECT_EQ(shading.unit, "dB");
}

TEST(Shading, ShowsPowersInDecibelsBelowTheGreatest) {
  const Shading shading = shade(powers(1, 5, {1000.0f, 100.0f, 1.0f, 1e-9f, 0.0f}));
  EXPECT_THAT(shading.values,
              ElementsAre(near(0.0f), near(-10.0f), near(-30.0f), near(-80.0f), near(-80.0f)));
  EXPECT_EQ(shading.unit, "dB");
}

TEST(Shading, CountsMagnitudesTwice) {
  EXPECT_THAT(shade(powers(1, 3, {10.0f, 1.0f, 0.0f}, 1.0)).values,
              ElementsAre(near(0.0f), near(-20.0f), near(-80.0f)));
}

TEST(Shading, UndoesTheShiftOfAScaling) {
  // Powers {0, 1, 10, 100} of a clip, less their mean.
  EXPECT_THAT(shade(powers(2, 2, {-27.75f, -26.75f, -17.75f, 72.25f})).values,
              ElementsAre(near(-80.0f), near(-20.0f), near(-10.0f), near(0.0f)));

  // Of bands or frames, each shifted by itself: the same picture.
  FeatureGrid bands = powers(2, 2, {0.0f, 10.0f, -5.0f, 95.0f});
  bands.shifted = FeatureGrid::Shifted::band;
  EXPECT_THAT(shade(bands).values, ElementsAre(near(-80.0f), near(-10.0f), near(-80.0f), near(0.0f)));
  FeatureGrid frames = powers(2, 2, {0.0f, -5.0f, 10.0f, 95.0f});
  frames.shifted = FeatureGrid::Shifted::frame;
  EXPECT_THAT(shade(frames).values, ElementsAre(near(-80.0f), near(-80.0f), near(-10.0f), near(0.0f)));
}

TEST(Shading, OfSilenceIsDarkEverywhere) {
  EXPECT_THAT(shade(powers(1, 2, {3.0f, 3.0f})).values, ElementsAre(-80.0f, -80.0f));
  EXPECT_THAT(shade(powers(0, 0, {})).values, IsEmpty());
}

TEST(Shading, PutsUpWithValuesThatAreNotFinite) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const Shading shading = shade(powers(1, 4, {std::nanf(""), -kInfinity, 0.0f, 2.0f}));
  EXPECT_FALSE(std::isfinite(shading.values[0]));
  EXPECT_FALSE(std::isfinite(shading.values[1]));
  EXPECT_EQ(shading.values[2], -80.0f);
  EXPECT_EQ(shading.values[3], 0.0f);
}

}  // namespace
}  // namespace earshot
