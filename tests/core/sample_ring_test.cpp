#include "audio/sample_ring.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace earshot {
namespace {

using testing::ElementsAre;

std::vector<float> counting(std::size_t count, float from = 0.0f) {
  std::vector<float> samples(count);
  std::iota(samples.begin(), samples.end(), from);
  return samples;
}

std::vector<float> ending_at(const SampleRing& ring, std::uint64_t end, std::size_t count) {
  const std::span<const float> samples = ring.ending_at(end, count);
  return {samples.begin(), samples.end()};
}

TEST(SampleRing, KeepsTheNewestSamplesForAnyBlockSize) {
  const std::vector<float> stream = counting(100);
  for (std::size_t block = 1; block <= 30; ++block) {
    SampleRing ring(10);
    for (std::size_t at = 0; at < stream.size(); at += block) {
      ring.push(std::span(stream).subspan(at, std::min(block, stream.size() - at)));
    }
    EXPECT_EQ(ring.total(), 100u);
    EXPECT_EQ(ending_at(ring, 100, 10), counting(10, 90.0f)) << block;
    EXPECT_EQ(ending_at(ring, 97, 5), counting(5, 92.0f)) << block;
  }
}

TEST(SampleRing, HoldsSilenceBeforeTheStart) {
  SampleRing ring(8);
  EXPECT_THAT(ending_at(ring, 0, 3), ElementsAre(0.0f, 0.0f, 0.0f));
  ring.push(counting(2, 5.0f));
  EXPECT_THAT(ending_at(ring, 2, 4), ElementsAre(0.0f, 0.0f, 5.0f, 6.0f));
  EXPECT_THAT(ending_at(ring, 1, 2), ElementsAre(0.0f, 5.0f));
}

}  // namespace
}  // namespace earshot
