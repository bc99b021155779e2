#include "audio/envelope.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace earshot {
namespace {

TEST(Envelope, HoldsPeaksAndPower) {
  std::vector<float> sine(44100);
  for (std::size_t i = 0; i < sine.size(); ++i) {
    sine[i] = 0.5f *
              static_cast<float>(std::sin(2.0 * std::numbers::pi * 441.0 * static_cast<double>(i) / 44100.0));
  }
  const std::vector<EnvelopeColumn> columns = envelope(sine, 100);
  ASSERT_EQ(columns.size(), 100u);
  for (const EnvelopeColumn& column : columns) {
    EXPECT_NEAR(column.high, 0.5f, 1e-3f);
    EXPECT_NEAR(column.low, -0.5f, 1e-3f);
    EXPECT_NEAR(column.rms, 0.5f / std::numbers::sqrt2_v<float>, 5e-3f);
  }
}

TEST(Envelope, ShowsEverySampleWhereThereAreFew) {
  const std::vector<EnvelopeColumn> columns = envelope(std::vector<float>{1.0f, -1.0f}, 4);
  ASSERT_EQ(columns.size(), 4u);
  EXPECT_FLOAT_EQ(columns[0].low, 1.0f);
  EXPECT_FLOAT_EQ(columns[1].high, 1.0f);
  EXPECT_FLOAT_EQ(columns[2].high, -1.0f);
  EXPECT_FLOAT_EQ(columns[3].rms, 1.0f);
}

TEST(Envelope, OfNothingIsEmpty) {
  EXPECT_TRUE(envelope({}, 100).empty());
  EXPECT_TRUE(envelope(std::vector<float>{1.0f}, 0).empty());
}

}  // namespace
}  // namespace earshot
