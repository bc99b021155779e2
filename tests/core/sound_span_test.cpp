#include "audio/sound_span.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "core/signals.h"

namespace earshot {
namespace {

constexpr int kRate = 16000;

/// Two seconds in a room, whose noise has this level.
std::vector<float> room(double dbfs) {
  std::vector<float> samples = noise(2 * kRate);
  // Uniform noise of full scale has an rms of 1 / sqrt(3).
  for (float& x : samples) x *= static_cast<float>(std::sqrt(3.0) * std::pow(10.0, dbfs / 20.0));
  return samples;
}

/// Adds a tone of 1 kHz from `begin` to `end`, seconds.
void add_tone(std::vector<float>& samples, double begin, double end, double amplitude) {
  for (auto i = static_cast<std::size_t>(begin * kRate); i < static_cast<std::size_t>(end * kRate); ++i) {
    samples[i] += static_cast<float>(
        amplitude * std::sin(2.0 * std::numbers::pi * 1000.0 * static_cast<double>(i) / kRate));
  }
}

void expect_span(const std::vector<float>& samples, double begin, double end) {
  const SampleSpan span = find_sound(samples, kRate);
  EXPECT_NEAR(static_cast<double>(span.begin) / kRate, begin, 0.021);
  EXPECT_NEAR(static_cast<double>(span.end) / kRate, end, 0.021);
}

TEST(SoundSpan, IsWithoutTheRoomAroundIt) {
  for (const double level : {-120.0, -60.0, -50.0}) {
    std::vector<float> samples = room(level);
    add_tone(samples, 0.6, 1.1, 0.3);
    expect_span(samples, 0.6, 1.1);
  }
}

TEST(SoundSpan, DoesNotDependOnTheLevelOfTheRecording) {
  std::vector<float> samples = room(-60.0);
  add_tone(samples, 0.6, 1.1, 0.3);
  for (float& x : samples) x *= 0.01f;
  expect_span(samples, 0.6, 1.1);
}

TEST(SoundSpan, OfATightlyCutClipKeepsItsSoftEnds) {
  std::vector<float> samples(kRate / 2);
  add_tone(samples, 0.0, 0.1, 0.05);
  add_tone(samples, 0.1, 0.4, 0.3);
  add_tone(samples, 0.4, 0.5, 0.04);
  expect_span(samples, 0.0, 0.5);
}

TEST(SoundSpan, HoldsTheShortPausesOfAWord) {
  std::vector<float> samples = room(-60.0);
  add_tone(samples, 0.5, 0.8, 0.3);
  add_tone(samples, 0.95, 1.0, 0.05);
  expect_span(samples, 0.5, 1.0);
}

TEST(SoundSpan, IsTheSoundOfMostEnergy) {
  std::vector<float> samples = room(-60.0);
  add_tone(samples, 0.1, 0.11, 0.5);  // a click
  add_tone(samples, 0.8, 1.3, 0.3);
  expect_span(samples, 0.8, 1.3);
}

TEST(SoundSpan, OfRumbleIsNothing) {
  std::vector<float> samples = room(-70.0);
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] +=
        0.03f +
        0.03f * static_cast<float>(std::sin(2.0 * std::numbers::pi * 30.0 * static_cast<double>(i) / kRate));
  add_tone(samples, 0.6, 1.1, 0.1);
  expect_span(samples, 0.6, 1.1);
}

TEST(SoundSpan, IsEverythingWhereTheRoomIsAsLoud) {
  expect_span(room(-20.0), 0.0, 2.0);
}

/// Seconds from the beginning to that of the window of a second in which most is heard.
double window_begin(const std::vector<float>& samples) {
  return static_cast<double>(window_of_most_sound(samples, kRate, kRate)) / kRate;
}

TEST(WindowOfMostSound, HasTheWordInItsMiddle) {
  for (const double level : {-120.0, -60.0, -40.0}) {
    std::vector<float> samples = room(level);
    add_tone(samples, 0.9, 1.4, 0.3);
    EXPECT_NEAR(window_begin(samples), 0.65, 0.021) << level;
  }
}

TEST(WindowOfMostSound, HoldsAWordAndNotAShorterLouderSound) {
  std::vector<float> samples = room(-50.0);
  add_tone(samples, 0.1, 0.13, 0.9);
  add_tone(samples, 1.2, 1.7, 0.1);
  EXPECT_NEAR(window_begin(samples), 0.95, 0.021);
  for (float& x : samples) x *= 0.01f;
  EXPECT_NEAR(window_begin(samples), 0.95, 0.021);
}

TEST(WindowOfMostSound, StaysWithinTheRecording) {
  std::vector<float> samples = room(-60.0);
  add_tone(samples, 1.8, 2.0, 0.3);
  EXPECT_DOUBLE_EQ(window_begin(samples), 1.0);
  samples.resize(kRate + 7);
  EXPECT_EQ(window_of_most_sound(samples, kRate, kRate), 0u);
  EXPECT_EQ(window_of_most_sound(std::vector<float>(3, 1.0f), 8000, 1), 0u);
}

TEST(WindowOfMostSound, IsTheMiddleWhereNothingIsHeard) {
  EXPECT_DOUBLE_EQ(window_begin(room(-20.0)), 0.5);
  EXPECT_DOUBLE_EQ(window_begin(std::vector<float>(2 * kRate)), 0.5);
}

TEST(SoundSpan, HasAsMuchOfAMarginAsThereIs) {
  const auto widened = [](std::size_t begin, std::size_t end) {
    const SampleSpan span = with_margin({begin, end}, 10, 100);
    return std::pair(span.begin, span.end);
  };
  EXPECT_EQ(widened(30, 50), std::pair(std::size_t{20}, std::size_t{60}));
  EXPECT_EQ(widened(5, 95), std::pair(std::size_t{0}, std::size_t{100}));
}

TEST(SoundSpan, OfSilenceIsNone) {
  EXPECT_EQ(find_sound(std::vector<float>(kRate), kRate).size(), 0u);
  EXPECT_EQ(find_sound({}, kRate).size(), 0u);
}

}  // namespace
}  // namespace earshot
