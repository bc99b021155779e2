#include "audio/sinc_resampler.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <utility>
#include <vector>

#include "core/signals.h"

namespace earshot {
namespace {

std::vector<float> resampled(std::span<const float> samples, int from, int to,
                             const SincFilterSpec& spec = {}) {
  SincResampler resampler(from, to, spec);
  std::vector<float> out;
  resampler.push(samples, out);
  resampler.flush(out);
  return out;
}

/// The filter by its definition: an output sample is the sum over all input samples of a windowed sinc.
std::vector<double> by_definition(std::span<const float> samples, int from, int to, std::size_t count) {
  const double cutoff = 0.99 * std::min(from, to);  // twice the cut-off frequency, in Hz
  std::vector<double> out(count);
  for (std::size_t m = 0; m < count; ++m) {
    for (std::size_t n = 0; n < samples.size(); ++n) {
      const double t = cutoff * (static_cast<double>(n) / from - static_cast<double>(m) / to);
      if (std::abs(t) >= 6.0) continue;
      const double window = std::pow(std::cos(std::numbers::pi * t / 12.0), 2.0);
      const double sinc = t == 0.0 ? 1.0 : std::sin(std::numbers::pi * t) / (std::numbers::pi * t);
      out[m] += samples[n] * window * sinc * cutoff / from;
    }
  }
  return out;
}

TEST(SincResampler, IsTheFilterOfItsDefinition) {
  const std::vector<float> clip = noise(700);
  for (const auto& [from, to] : {std::pair(48000, 11000), std::pair(8000, 11000), std::pair(44100, 11000),
                                 std::pair(11025, 11000), std::pair(8000, 48000)}) {
    const std::vector<float> got = resampled(clip, from, to);
    const std::vector<double> wanted = by_definition(clip, from, to, got.size());
    // Phases that pass through float32 cost about 2e-5 where there are 440 of them.
    for (std::size_t i = 0; i < got.size(); ++i) ASSERT_NEAR(got[i], wanted[i], 5e-5) << from << ' ' << i;
  }
}

TEST(SincResampler, GivesTheLengthOfTorchaudio) {
  EXPECT_EQ(resampled(noise(1), 48000, 11000).size(), 1u);
  EXPECT_EQ(resampled(noise(100), 48000, 11000).size(), 23u);
  EXPECT_EQ(resampled(noise(44100), 44100, 11000).size(), 11000u);
  EXPECT_EQ(resampled(noise(44101), 44100, 11000).size(), 11001u);
  EXPECT_TRUE(resampled({}, 48000, 11000).empty());
  // 99879.002 is 99879 in float32, which torch rounds up.
  EXPECT_EQ(resampled(noise(400424), 44100, 11000).size(), 99879u);
}

TEST(SincResampler, AKaiserWindowHoldsToTheBandMoreClosely) {
  const SincFilterSpec kaiser{.window = SincFilterSpec::Window::kaiser, .width = 16};
  const std::vector<float> high = sine(4800, 48000, 7500.0);  // above half of 11000 Hz
  const auto loudest = [](const std::vector<float>& samples) {
    float peak = 0.0f;
    for (const float x : std::span(samples).subspan(100, samples.size() - 200))
      peak = std::max(peak, std::abs(x));
    return peak;
  };
  EXPECT_GT(loudest(resampled(high, 48000, 11000)), 1e-3f);
  EXPECT_LT(loudest(resampled(high, 48000, 11000, kaiser)), 1e-5f);
}

TEST(SincResampler, TakesRatesWithoutACommonFactor) {
  const std::vector<float> got = resampled(sine(9000, 44101, 1000.0), 44101, 11003);
  const std::vector<float> wanted = sine(got.size(), 11003, 1000.0);
  for (std::size_t i = 100; i < got.size() - 100; ++i) ASSERT_NEAR(got[i], wanted[i], 0.01) << i;
}

}  // namespace
}  // namespace earshot
