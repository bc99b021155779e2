#include "audio/resampler.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/signals.h"
#include "error.h"

namespace earshot {
namespace {

std::vector<float> stream(std::span<const float> samples, int from, int to, std::size_t block,
                          Resampler kind = Resampler::soxr_hq) {
  StreamResampler resampler(from, to, kind);
  std::vector<float> out;
  while (!samples.empty()) {
    const auto next = samples.first(std::min(block, samples.size()));
    resampler.push(next, out);
    samples = samples.subspan(next.size());
  }
  resampler.flush(out);
  return out;
}

class Rates : public testing::TestWithParam<std::pair<int, int>> {};

INSTANTIATE_TEST_SUITE_P(Resampler, Rates,
                         testing::Values(std::pair(48000, 22050), std::pair(8000, 22050),
                                         std::pair(44100, 16000), std::pair(48000, 16000),
                                         std::pair(8000, 16000), std::pair(48000, 8000),
                                         std::pair(96000, 11025), std::pair(16000, 16000)),
                         [](const auto& rates) {
                           return std::to_string(rates.param.first) + "to" +
                                  std::to_string(rates.param.second);
                         });

TEST_P(Rates, BlocksGiveTheSamplesOfTheWhole) {
  const auto [from, to] = GetParam();
  const std::vector<float> clip = noise(20000);
  for (const auto kind : {Resampler::soxr_hq, Resampler::torchaudio_sinc}) {
    const std::vector<float> whole = resample(clip, from, to, kind);
    for (const std::size_t block : {1u, 7u, 128u, 441u, 5000u, 20000u}) {
      std::vector<float> streamed = stream(clip, from, to, block, kind);
      ASSERT_LE(streamed.size(), whole.size());
      streamed.resize(whole.size(), 0.0f);
      EXPECT_EQ(streamed, whole) << "blocks of " << block;
    }
  }
}

TEST_P(Rates, KeepATone) {
  const auto [from, to] = GetParam();
  const std::vector<float> got = resample(sine(static_cast<std::size_t>(from), from, 1000.0), from, to);
  const std::vector<float> wanted = sine(got.size(), to, 1000.0);
  EXPECT_EQ(got.size(), static_cast<std::size_t>(to));
  // Away from the ends, where the tone begins and breaks off.
  for (std::size_t i = got.size() / 10; i < got.size() * 9 / 10; ++i)
    ASSERT_NEAR(got[i], wanted[i], 3e-6) << i;
}

TEST(Resampler, TakesAwayWhatTheLowerRateCannotHold) {
  const std::vector<float> got = resample(sine(48000, 48000, 15000.0), 48000, 22050);
  for (std::size_t i = got.size() / 10; i < got.size() * 9 / 10; ++i) ASSERT_NEAR(got[i], 0.0f, 1e-6) << i;
}

TEST(Resampler, GivesTheLengthOfLibrosa) {
  // soxr gives 27562 samples here, and librosa pads to 27563.
  const std::vector<float> padded = resample(noise(30000), 48000, 44100);
  EXPECT_EQ(padded.size(), 27563u);
  EXPECT_EQ(stream(noise(30000), 48000, 44100, 30000).size(), 27562u);
  EXPECT_EQ(padded.back(), 0.0f);
  EXPECT_EQ(resample(noise(1), 48000, 22050), std::vector<float>{0.0f});
  EXPECT_TRUE(resample({}, 48000, 22050).empty());
}

TEST(Resampler, TakesAClipThatIsMuchLongerThanItsPieces) {
  const std::vector<float> got = resample(sine(300000, 8000, 400.0), 8000, 48000);
  const std::vector<float> wanted = sine(1800000, 48000, 400.0);
  ASSERT_EQ(got.size(), wanted.size());
  for (std::size_t i = 10000; i < wanted.size() - 10000; ++i) ASSERT_NEAR(got[i], wanted[i], 3e-6) << i;
}

TEST(Resampler, RefusesRatesThatNoDeviceHas) {
  EXPECT_THROW(resample(noise(10), 0, 8000), Error);
  EXPECT_THROW(resample(noise(10), 8000, 999), Error);
  EXPECT_THROW(StreamResampler(768001, 8000), Error);
}

}  // namespace
}  // namespace earshot
