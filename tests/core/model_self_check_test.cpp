#include "model/self_check.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "error.h"

namespace earshot {
namespace {

TEST(SelfCheck, SignalFollowsItsFormula) {
  const auto clip = self_check_signal({.seed = 1}, 16000);
  ASSERT_EQ(clip.samples(), 16000u);
  // s1 = 1664525 * 1 + 1013904223 = 1015568748; the chirp starts at sin(0).
  const double noise = static_cast<double>(1015568748u >> 8) / 8388608.0 - 1.0;
  EXPECT_FLOAT_EQ(clip.channels[0][0], static_cast<float>(0.1 * noise));
  EXPECT_NE(self_check_signal({.seed = 2}, 16000).channels[0], clip.channels[0]);
}

TEST(SelfCheck, RefusesAnUnknownFormula) {
  EXPECT_THROW(self_check_signal({.signal = "song"}, 16000), FieldError);
}

TEST(SelfCheck, DifferenceIsTheLargest) {
  const SelfCheck check{.logits = {1.0f, -0.5f}};
  EXPECT_FLOAT_EQ(self_check_difference(check, std::vector<float>{1.5f, -0.75f}), 0.5f);
  EXPECT_EQ(self_check_difference(check, std::vector<float>{1.0f}), std::numeric_limits<float>::infinity());
  EXPECT_EQ(self_check_difference(check, std::vector<float>{1.0f, std::nanf("")}),
            std::numeric_limits<float>::infinity());
}

TEST(SelfCheck, LargeLogitsAreComparedBySize) {
  const SelfCheck check{.logits = {2000.0f, -1.0f}};
  EXPECT_FLOAT_EQ(self_check_difference(check, std::vector<float>{2001.0f, -1.0f}), 1.0f / 2000.0f);
}

}  // namespace
}  // namespace earshot
