#include "model/listener.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/model_fixture.h"
#include "model/self_check.h"

namespace earshot {
namespace {

/// Two seconds that change all the time, at `rate`.
std::vector<float> stream(int rate) {
  auto first = self_check_signal({.seed = 1}, rate).channels[0];
  const auto second = self_check_signal({.seed = 2}, rate).channels[0];
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

/// A window and what its samples were.
struct Heard : StreamWindow {
  explicit Heard(const StreamWindow& window)
      : StreamWindow(window), copy(window.samples.begin(), window.samples.end()) {}
  std::vector<float> copy;
};

std::vector<Heard> listen(const std::vector<float>& samples, int rate, std::size_t block,
                          Resampler resampler = Resampler::soxr_hq) {
  ModelCard card = sound_card();
  card.front_end->resampler = resampler;
  Listener listener(*card.front_end, card.decision, rate);
  std::vector<Heard> windows;
  for (std::size_t begin = 0; begin < samples.size(); begin += block) {
    const auto size = std::min(block, samples.size() - begin);
    listener.push(std::span(samples).subspan(begin, size),
                  [&](const StreamWindow& window) { windows.emplace_back(window); });
  }
  return windows;
}

TEST(Listener, GivesAWindowEveryHop) {
  const auto windows = listen(stream(16000), 16000, 128);
  ASSERT_EQ(windows.size(), 20u);
  for (std::size_t i = 0; i < windows.size(); ++i)
    EXPECT_NEAR(windows[i].time, 0.1 * static_cast<double>(i + 1), 1e-9);
}

TEST(Listener, WindowsAreTheSamplesOfTheStream) {
  const auto samples = stream(16000);
  const auto windows = listen(samples, 16000, 500);
  const auto& last = windows.back().copy;
  ASSERT_EQ(last.size(), 16000u);
  EXPECT_TRUE(std::equal(last.begin(), last.end(), samples.end() - 16000));
  // Before the stream began there is silence.
  const auto& first = windows.front().copy;
  EXPECT_TRUE(std::all_of(first.begin(), first.begin() + 14400, [](float x) { return x == 0.0f; }));
  EXPECT_TRUE(std::equal(first.begin() + 14400, first.end(), samples.begin()));
}

TEST(Listener, TellsWindowsThatTheStreamHasNotFilledYet) {
  const auto windows = listen(stream(16000), 16000, 500);
  for (const auto& window : windows) EXPECT_EQ(window.complete, window.time > 0.99) << window.time;
}

TEST(Listener, BlockSizeDoesNotMatter) {
  const auto samples = stream(48000);
  const auto small = listen(samples, 48000, 128);
  const auto large = listen(samples, 48000, 96000);
  ASSERT_EQ(small.size(), large.size());
  for (std::size_t i = 0; i < small.size(); ++i) EXPECT_EQ(small[i].copy, large[i].copy) << i;
}

TEST(Listener, AStreamGivesWhatTheFileGives) {
  const auto samples = stream(44100);
  for (const auto resampler : {Resampler::soxr_hq, Resampler::torchaudio_sinc}) {
    const auto whole = resample(samples, 44100, 16000, resampler);
    const auto windows = listen(samples, 44100, 441, resampler);
    ASSERT_GT(windows.size(), 15u);
    const auto end = static_cast<std::ptrdiff_t>(std::lround(windows[14].time * 16000));
    EXPECT_TRUE(std::equal(windows[14].copy.begin(), windows[14].copy.end(), whole.begin() + end - 16000));
  }
}

TEST(Listener, SilenceIsBelowTheGate) {
  for (const auto& window : listen(std::vector<float>(32000, 0.0f), 16000, 160)) EXPECT_TRUE(window.silent);
  EXPECT_FALSE(listen(stream(16000), 16000, 160).back().silent);
}

}  // namespace
}  // namespace earshot
