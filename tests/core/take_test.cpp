#include "audio/take.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/signals.h"

namespace earshot {
namespace {

constexpr int kRate = 48000;

/// Two seconds in a quiet room, in which a tone sounds from `begin` to `end`, seconds.
std::vector<float> recording(double begin, double end, double amplitude) {
  std::vector<float> samples = noise(2 * kRate);
  for (float& x : samples) x *= 1e-4f;
  const auto first = static_cast<std::size_t>(begin * kRate);
  const std::vector<float> tone =
      sine(static_cast<std::size_t>(end * kRate) - first, kRate, 500.0, amplitude);
  for (std::size_t i = 0; i < tone.size(); ++i) samples[first + i] += tone[i];
  return samples;
}

TakeFlaw flaw(const std::vector<float>& samples) {
  return examine_take(samples, kRate).flaw;
}

TEST(Take, IsTheSoundWithAMarginOfTheRoom) {
  const Take take = examine_take(recording(0.6, 1.1, 0.3), kRate);
  EXPECT_EQ(take.flaw, TakeFlaw::none);
  EXPECT_NEAR(static_cast<double>(take.kept.begin) / kRate, 0.45, 0.021);
  EXPECT_NEAR(static_cast<double>(take.kept.end) / kRate, 1.25, 0.021);
  EXPECT_NEAR(take.level.peak_dbfs, -10.5, 0.1);
}

TEST(Take, HasAsMuchOfTheMarginAsWasRecorded) {
  const Take take = examine_take(recording(0.05, 1.95, 0.3), kRate);
  EXPECT_EQ(take.flaw, TakeFlaw::none);
  EXPECT_EQ(take.kept.begin, 0u);
  EXPECT_EQ(take.kept.end, std::size_t{2 * kRate});
}

TEST(Take, IsSilentWhereNothingIsHeard) {
  EXPECT_EQ(flaw({}), TakeFlaw::silent);
  EXPECT_EQ(flaw(std::vector<float>(kRate)), TakeFlaw::silent);
  EXPECT_EQ(flaw(recording(0.6, 1.1, 0.001)), TakeFlaw::silent);
}

TEST(Take, IsSilentInAnEvenQuietRoom) {
  std::vector<float> room = noise(kRate);
  for (float& x : room) x *= 0.02f;
  EXPECT_EQ(flaw(room), TakeFlaw::silent);
}

TEST(Take, IsSilentWhereOnlyAKeyIsHeard) {
  EXPECT_EQ(flaw(recording(1.0, 1.02, 0.3)), TakeFlaw::silent);
}

TEST(Take, IsQuietWhenItIsFarAway) {
  EXPECT_EQ(flaw(recording(0.6, 1.1, 0.02)), TakeFlaw::quiet);
}

TEST(Take, IsClippedWhereSamplesStayAtFullScale) {
  std::vector<float> samples = recording(0.6, 1.1, 1.5);
  for (float& x : samples) x = std::clamp(x, -1.0f, 32767.0f / 32768.0f);
  EXPECT_EQ(flaw(samples), TakeFlaw::clipped);
  // A single peak there is none that was cut.
  std::vector<float> peak = recording(0.6, 1.1, 0.5);
  peak[kRate] = -1.0f;
  EXPECT_EQ(flaw(peak), TakeFlaw::none);
}

TEST(Take, IsCutOffWhereItTouchesAnEnd) {
  EXPECT_EQ(flaw(recording(0.0, 0.5, 0.3)), TakeFlaw::cut_off);
  EXPECT_EQ(flaw(recording(1.5, 2.0, 0.3)), TakeFlaw::cut_off);
}

}  // namespace
}  // namespace earshot
