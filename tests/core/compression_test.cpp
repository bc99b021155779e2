#include "features/compression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

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
              ElementsAre(FloatNear(-13.815511f, 1e-5f), FloatNear(1e-6f, 1e-9f)));
}

TEST(Compression, NoneChangesNothing) {
  EXPECT_THAT(compressed({0.0f, 2.5f}, {}), ElementsAre(0.0f, 2.5f));
}

}  // namespace
}  // namespace earshot
