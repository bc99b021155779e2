#include "audio/level.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/signals.h"

namespace earshot {
namespace {

TEST(Level, OfAFullScaleSineIsMinusThreeDecibels) {
  const Level level = measure_level(sine(8000, 8000, 100.0, 1.0));
  EXPECT_NEAR(level.rms_dbfs, -3.0103, 1e-3);
  EXPECT_NEAR(level.peak_dbfs, 0.0, 1e-3);
}

TEST(Level, FallsByTwentyDecibelsForATenth) {
  EXPECT_NEAR(measure_level(std::vector(10, -0.1f)).rms_dbfs, -20.0, 1e-4);
  EXPECT_NEAR(measure_level(std::vector(10, -0.1f)).peak_dbfs, -20.0, 1e-4);
}

TEST(Level, OfSilenceAndOfNothingIsTheFloor) {
  for (const std::vector<float>& quiet :
       {std::vector<float>{}, std::vector(5, 0.0f), std::vector(5, 1e-42f)}) {
    EXPECT_EQ(measure_level(quiet).rms_dbfs, -120.0f);
    EXPECT_EQ(measure_level(quiet).peak_dbfs, -120.0f);
  }
}

}  // namespace
}  // namespace earshot
