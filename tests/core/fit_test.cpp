#include "features/fit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace earshot {
namespace {

using testing::ElementsAre;
using Position = FitSpec::Position;

const std::vector<float> kClip = {1.0f, 2.0f, 3.0f, 2.0f, 5.0f};
constexpr Position kPositions[] = {Position::end, Position::center, Position::center_start, Position::loudest,
                                   Position::sound};

std::vector<float> fitted(const std::vector<float>& samples, const FitSpec& spec) {
  return fit({8000, {samples}}, spec).channels.front();
}

TEST(Fit, ZeroKeepsTheClip) {
  EXPECT_EQ(fitted(kClip, {.samples = 0, .position = Position::center}), kClip);
}

TEST(Fit, EqualLengthKeepsTheClip) {
  for (const auto position : kPositions) {
    EXPECT_EQ(fitted(kClip, {5, position}), kClip);
  }
}

TEST(Fit, EndKeepsTheBeginningAndPadsBehind) {
  EXPECT_THAT(fitted(kClip, {3, Position::end}), ElementsAre(1.0f, 2.0f, 3.0f));
  EXPECT_THAT(fitted(kClip, {7, Position::end}), ElementsAre(1.0f, 2.0f, 3.0f, 2.0f, 5.0f, 0.0f, 0.0f));
}

TEST(Fit, CenterKeepsTheMiddleAndPadsBothSides) {
  EXPECT_THAT(fitted(kClip, {3, Position::center}), ElementsAre(2.0f, 3.0f, 2.0f));
  EXPECT_THAT(fitted(kClip, {2, Position::center}), ElementsAre(2.0f, 3.0f));
  EXPECT_THAT(fitted(kClip, {8, Position::center}),
              ElementsAre(0.0f, 1.0f, 2.0f, 3.0f, 2.0f, 5.0f, 0.0f, 0.0f));
}

TEST(Fit, CenterStartKeepsTheBeginningAndPadsBothSides) {
  EXPECT_THAT(fitted(kClip, {3, Position::center_start}), ElementsAre(1.0f, 2.0f, 3.0f));
  EXPECT_THAT(fitted(kClip, {8, Position::center_start}),
              ElementsAre(0.0f, 1.0f, 2.0f, 3.0f, 2.0f, 5.0f, 0.0f, 0.0f));
}

TEST(Fit, TellsWhereInTheClipTheWindowBegins) {
  const Clip clip{8000, {kClip}};
  EXPECT_EQ(fit_start(clip, {3, Position::end}), 0);
  EXPECT_EQ(fit_start(clip, {3, Position::center}), 1);
  EXPECT_EQ(fit_start(clip, {3, Position::center_start}), 0);
  EXPECT_EQ(fit_start(clip, {1, Position::loudest}), 4);
  EXPECT_EQ(fit_start(clip, {8, Position::end}), 0);
  for (const auto position : {Position::center, Position::center_start, Position::loudest, Position::sound}) {
    EXPECT_EQ(fit_start(clip, {8, position}), -1);
  }
  for (const auto position : kPositions) EXPECT_EQ(fit_start(clip, {0, position}), 0);
}

TEST(Fit, ChannelsStayTogether) {
  // The second channel alone is loudest at its beginning, both together at the end.
  const Clip clip{8000, {{0.0f, 1.0f, 0.0f, 5.0f}, {3.0f, 3.0f, 0.0f, 1.0f}}};
  const Clip loudest = fit(clip, {2, Position::loudest});
  EXPECT_EQ(loudest.sample_rate, 8000);
  EXPECT_THAT(loudest.channels, ElementsAre(ElementsAre(0.0f, 5.0f), ElementsAre(0.0f, 1.0f)));
  for (const auto position : kPositions) {
    const Clip padded = fit(clip, {7, position});
    ASSERT_EQ(padded.channels.size(), 2u);
    EXPECT_EQ(padded.channels[0], fitted(clip.channels[0], {7, position}));
    EXPECT_EQ(padded.channels[1], fitted(clip.channels[1], {7, position}));
  }
}

TEST(Fit, LoudestKeepsTheWindowOfGreatestEnergy) {
  EXPECT_THAT(fitted(kClip, {2, Position::loudest}), ElementsAre(2.0f, 5.0f));
  EXPECT_THAT(fitted(std::vector{0.0f, -4.0f, 1.0f, 3.0f}, {2, Position::loudest}), ElementsAre(-4.0f, 1.0f));
  EXPECT_THAT(fitted(std::vector{1.0f}, {4, Position::loudest}), ElementsAre(0.0f, 1.0f, 0.0f, 0.0f));
}

TEST(Fit, SoundKeepsTheWordAndNotTheClick) {
  // At 8 kHz: a click of most energy, half a second of silence, then a tenth of a second of a soft tone.
  std::vector<float> clip(8000, 0.0f);
  for (std::size_t i = 1000; i < 1040; ++i) clip[i] = i % 2 == 0 ? 0.9f : -0.9f;
  for (std::size_t i = 5000; i < 5800; ++i) clip[i] = i % 4 < 2 ? 0.05f : -0.05f;
  const Clip both{8000, {clip, clip}};
  EXPECT_EQ(fit_start(both, {1600, Position::loudest}), 0);
  // The tone in its middle, to a frame of 20 ms.
  EXPECT_NEAR(static_cast<double>(fit_start(both, {1600, Position::sound})), 4600.0, 160.0);
}

TEST(Fit, LoudestTakesTheEarliestOfEquals) {
  EXPECT_EQ(fitted(std::vector(9, 0.0f), {4, Position::loudest}), std::vector(4, 0.0f));
  // The same burst twice, but for a sign; its running sum rounds.
  const std::vector<float> clip = {0.1f, 0.7f, 0.3f, 0.0f, 0.0f, 0.0f, -0.1f, 0.7f, 0.3f, 0.0f};
  EXPECT_THAT(fitted(clip, {3, Position::loudest}), ElementsAre(0.1f, 0.7f, 0.3f));
}

}  // namespace
}  // namespace earshot
