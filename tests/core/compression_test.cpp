#include "features/compression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/signals.h"

namespace earshot {
namespace {

using testing::ElementsAre;
using testing::FloatNear;
using Kind = CompressionSpec::Kind;
using Reference = CompressionSpec::Reference;

std::vector<float> compressed(std::vector<float> values, const CompressionSpec& spec) {
  compress(values, spec);
  return values;
}

TEST(Compression, DecibelsHaveAReferenceAndAFloor) {
  const std::vector<float> powers = {100.0f, 1.0f, 1e-4f, 0.0f};
  EXPECT_THAT(compressed(powers, {.kind = Kind::decibels}),
              ElementsAre(20.0f, 0.0f, FloatNear(-40.0f, 1e-5f), FloatNear(-100.0f, 1e-5f)));
  EXPECT_THAT(compressed(powers, {.kind = Kind::decibels, .top_db = 50.0}),
              ElementsAre(20.0f, 0.0f, -30.0f, -30.0f));
  EXPECT_THAT(compressed(powers, {.kind = Kind::decibels, .reference = Reference::max, .top_db = 50.0}),
              ElementsAre(0.0f, -20.0f, -50.0f, -50.0f));
}

TEST(Compression, DecibelsOfSilence) {
  const std::vector<float> silence(3, 0.0f);
  EXPECT_THAT(compressed(silence, {.kind = Kind::decibels, .top_db = 80.0}),
              ElementsAre(-100.0f, -100.0f, -100.0f));
  EXPECT_THAT(compressed(silence, {.kind = Kind::decibels, .reference = Reference::max, .top_db = 80.0}),
              ElementsAre(0.0f, 0.0f, 0.0f));
}

TEST(Compression, LogAddsEpsilon) {
  EXPECT_THAT(compressed({0.0f, 1.0f}, {.kind = Kind::log, .epsilon = 1e-6}),
              // 1 + 1e-6 is rounded to float, as in numpy.
              ElementsAre(FloatNear(-13.815511f, 1e-6f), FloatNear(1e-6f, 6e-8f)));
}

TEST(Compression, LogarithmsAreGoodToTheLastPlace) {
  std::vector<float> powers;
  for (int exponent = -140; exponent < 120; ++exponent) {
    for (const float x : noise(50, static_cast<std::uint32_t>(exponent + 1000)))
      powers.push_back(std::ldexp(1.5f + 0.5f * x, exponent));
  }
  const auto decibels = compressed(powers, {.kind = Kind::decibels, .amin = 1e-30});
  const auto logs = compressed(powers, {.kind = Kind::log, .epsilon = 1e-30});
  for (std::size_t i = 0; i < powers.size(); ++i) {
    // Half a unit in the last place is 6e-8 of the result; below one, the error is absolute.
    const double decibel = 10.0 * std::log10(std::max(1e-30, double{powers[i]}));
    ASSERT_NEAR(decibels[i], decibel, 1e-7 * std::max(10.0, std::abs(decibel))) << powers[i];
    const double log = std::log(double{powers[i]} + 1e-30);
    ASSERT_NEAR(logs[i], log, 1e-7 * std::max(1.0, std::abs(log))) << powers[i];
  }
}

TEST(Compression, NoneChangesNothing) {
  EXPECT_THAT(compressed({0.0f, 2.5f}, {}), ElementsAre(0.0f, 2.5f));
}

}  // namespace
}  // namespace earshot
