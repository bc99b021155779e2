#include "ui/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

namespace earshot {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

constexpr double kRate = 8000.0;
constexpr double kHop = 0.01;
constexpr int kFrames = 100;  // of a part: a second
constexpr double kPortion = 0.1;

/// A second of stream that ends at `time`: the samples are `sample`, and the two bands of frame n of the
/// stream n and -n, but `edge` in the last two frames, as where a transform sees beyond the end.
StreamPart part_ending_at(double time, float sample = 0.5f, float edge = 1000.0f) {
  StreamPart part{
      .time = time, .samples = std::vector<float>(8000, sample), .sample_rate = kRate, .frames = {}};
  FeatureGrid& grid = part.frames;
  grid.bands = 2;
  grid.frames = kFrames;
  grid.hop_seconds = kHop;
  grid.scale = FeatureGrid::Scale::linear;
  grid.unit = "dB";
  grid.values.resize(2 * kFrames);
  const auto start = static_cast<int>(std::lround((time - 1.0) / kHop));
  for (int i = 0; i < kFrames; ++i) {
    const bool at_edge = i >= kFrames - 2;
    grid.values[grid.index(0, 0, i)] = at_edge ? edge : static_cast<float>(start + i);
    grid.values[grid.index(0, 1, i)] = at_edge ? edge : -static_cast<float>(start + i);
  }
  part.first_frame = start;
  return part;
}

/// A stream of portions up to a time.
std::vector<StreamLabel> two_labels() {
  return {{.name = "a"}, {.name = "b"}};
}

Timeline timeline_until(double time) {
  Timeline timeline(two_labels());
  for (int i = 1; i * kPortion < time + kPortion / 2.0; ++i) timeline.add(part_ending_at(i * kPortion));
  return timeline;
}

TEST(Timeline, IsEmptyAtFirst) {
  const Timeline timeline;
  EXPECT_EQ(timeline.held(), 0.0);
  EXPECT_EQ(timeline.end_frame(), 0);
  EXPECT_THAT(timeline.frame(0), IsEmpty());
  EXPECT_EQ(timeline.envelope(0.0, 1.0).high, 0.0f);
  EXPECT_GT(timeline.values().low, timeline.values().high);
}

TEST(Timeline, StringsFramesTogether) {
  const Timeline timeline = timeline_until(2.0);
  EXPECT_EQ(timeline.first_frame(), 0);
  EXPECT_EQ(timeline.end_frame(), 200);
  for (int i = 0; i < 198; ++i) EXPECT_THAT(timeline.frame(i), ElementsAre(i, -i)) << i;
}

TEST(Timeline, MendsFramesThatSawAnEnd) {
  Timeline timeline = timeline_until(2.0);
  EXPECT_THAT(timeline.frame(199), ElementsAre(1000.0f, 1000.0f));
  timeline.add(part_ending_at(2.1));
  EXPECT_THAT(timeline.frame(199), ElementsAre(199.0f, -199.0f));
  EXPECT_EQ(timeline.settled_frame(), 110);  // the first of that part
}

TEST(Timeline, LeavesFramesBeforeAPartAlone) {
  Timeline timeline = timeline_until(2.0);
  StreamPart part = part_ending_at(2.1);
  std::ranges::fill(part.frames.values, 7.0f);
  timeline.add(part);
  EXPECT_THAT(timeline.frame(109), ElementsAre(109.0f, -109.0f));
  EXPECT_THAT(timeline.frame(110), Each(7.0f));
  EXPECT_THAT(timeline.frame(209), Each(7.0f));
}

/// Frames of another kind: one band, of 20 ms, from `first` to, but without, `end`.
StreamPart other_frames(double time, std::int64_t first, std::int64_t end) {
  StreamPart part = part_ending_at(time);
  part.first_frame = first;
  part.frames.bands = 1;
  part.frames.hop_seconds = 0.02;
  part.frames.frames = static_cast<int>(end - first);
  part.frames.values.assign(static_cast<std::size_t>(end - first), 7.0f);
  return part;
}

TEST(Timeline, PutsFramesOfOtherAxesInThePlaceOfAllOthers) {
  Timeline timeline = timeline_until(3.0);
  timeline.add(StreamDecision{3.0, {0.1f, 0.9f}, 1});
  const int stream = timeline.stream();
  timeline.add(other_frames(3.0, 50, 120));
  timeline.add(other_frames(3.0, 100, 150));
  EXPECT_EQ(timeline.grid().bands, 1);
  EXPECT_EQ(timeline.end_frame(), 150);
  EXPECT_TRUE(std::isnan(timeline.frame(49).front()));
  EXPECT_THAT(timeline.frame(50), ElementsAre(7.0f));
  EXPECT_THAT(timeline.frame(149), ElementsAre(7.0f));
  EXPECT_EQ(timeline.values(), (Timeline::Range{7.0f, 7.0f}));
  EXPECT_EQ(timeline.stream(), stream);
  EXPECT_THAT(timeline.marks(), SizeIs(1));
  EXPECT_EQ(timeline.envelope(1.0, 1.5).high, 0.5f);
}

TEST(Timeline, TellsTheRangeOfCoefficientsWithoutTheFirst) {
  StreamPart part = part_ending_at(1.0);
  part.frames.scale = FeatureGrid::Scale::coefficients;
  Timeline timeline;
  timeline.add(part);
  EXPECT_EQ(timeline.values(), (Timeline::Range{-97.0f, 1000.0f}));
  std::fill_n(part.frames.values.begin(), kFrames, -5000.0f);
  timeline.add(part);
  EXPECT_EQ(timeline.values(), (Timeline::Range{-97.0f, 1000.0f}));
}

TEST(Timeline, TakesFramesOnlyOfWhatItHolds) {
  Timeline timeline = timeline_until(3.0);
  EXPECT_TRUE(timeline.add_frames(other_frames(4.0, 100, 200)));
  EXPECT_EQ(timeline.newest(), 3.0);
  EXPECT_EQ(timeline.end_frame(), 150);
  EXPECT_THAT(timeline.frame(149), ElementsAre(7.0f));
  EXPECT_FALSE(timeline.add_frames(other_frames(5.0, 200, 250)));
}

TEST(Timeline, GoesWithoutFramesAndBack) {
  Timeline timeline = timeline_until(3.0);
  StreamPart part = part_ending_at(3.0);
  part.frames = {};
  timeline.add(part);
  EXPECT_EQ(timeline.grid().bands, 0);
  EXPECT_EQ(timeline.end_frame(), 0);
  timeline.add(part_ending_at(3.0));
  EXPECT_THAT(timeline.frame(250), ElementsAre(250.0f, -250.0f));
}

TEST(Timeline, HoldsAMinute) {
  const Timeline timeline = timeline_until(75.0);
  EXPECT_NEAR(timeline.oldest(), 15.0, 1e-6);
  EXPECT_EQ(timeline.first_frame(), 1500);
  EXPECT_THAT(timeline.frame(1499), IsEmpty());
  EXPECT_THAT(timeline.frame(1500), ElementsAre(1500.0f, -1500.0f));
  EXPECT_THAT(timeline.frame(7497), ElementsAre(7497.0f, -7497.0f));
  EXPECT_EQ(timeline.values(), (Timeline::Range{-7497.0f, 7497.0f}));
}

TEST(Timeline, LeavesWhatWasLostBlank) {
  Timeline timeline = timeline_until(2.0);
  timeline.add(part_ending_at(5.0, 0.25f));
  EXPECT_EQ(timeline.end_frame(), 500);
  EXPECT_TRUE(std::isnan(timeline.frame(300).front()));
  EXPECT_THAT(timeline.frame(450), ElementsAre(450.0f, -450.0f));
  EXPECT_EQ(timeline.envelope(1.0, 1.5).high, 0.5f);
  EXPECT_EQ(timeline.envelope(2.5, 3.5).high, 0.0f);
  EXPECT_EQ(timeline.envelope(4.2, 4.8).high, 0.25f);
}

TEST(Timeline, BeginsAnewWhenTimeGoesBack) {
  Timeline timeline = timeline_until(2.0);
  timeline.add(StreamDecision{2.0, {0.1f, 0.9f}, 1});
  timeline.add(part_ending_at(0.1));
  EXPECT_EQ(timeline.end_frame(), 10);
  EXPECT_EQ(timeline.newest(), 0.1);
  EXPECT_THAT(timeline.marks(), IsEmpty());
  EXPECT_THAT(timeline.labels(), ElementsAre(Field(&StreamLabel::name, "a"), Field(&StreamLabel::name, "b")));
}

TEST(Timeline, KeepsTheSamplesExtremes) {
  Timeline timeline;
  StreamPart part = part_ending_at(1.0, 0.0f);
  part.samples[4000] = 0.75f;   // at 0.5 s
  part.samples[4100] = -0.25f;  // at 0.5125 s
  timeline.add(part);
  const EnvelopeColumn column = timeline.envelope(0.49, 0.53);
  EXPECT_EQ(column.high, 0.75f);
  EXPECT_EQ(column.low, -0.25f);
  EXPECT_NEAR(column.rms, std::sqrt((0.75 * 0.75 + 0.25 * 0.25) / 320.0), 1e-6);
  EXPECT_EQ(timeline.envelope(0.0, 0.49).high, 0.0f);
}

TEST(Timeline, KeepsAMinuteOfDecisions) {
  Timeline timeline(two_labels());
  for (int i = 1; i <= 750; ++i) {
    timeline.add(part_ending_at(i * kPortion));
    timeline.add(StreamDecision{i * kPortion, {0.25f, 0.75f}, {}});
    if (i % 100 == 0) timeline.add(StreamDecision{i * kPortion, {0.25f, 0.75f}, 1});
  }
  EXPECT_LE(timeline.points().front().time, timeline.oldest());
  EXPECT_GT(timeline.points()[1].time, timeline.oldest() - 1e-9);
  EXPECT_THAT(timeline.marks(), SizeIs(6));
  EXPECT_EQ(timeline.marks().front().label, 1u);
}

TEST(Timeline, TakesNoDecisionsOnOtherLabels) {
  Timeline timeline(two_labels());
  timeline.add(StreamDecision{0.1, {1.0f}, 0});
  EXPECT_THAT(timeline.points(), IsEmpty());
  EXPECT_THAT(timeline.marks(), IsEmpty());
}

TEST(Timeline, DoesWithoutFrames) {
  Timeline timeline;
  StreamPart part = part_ending_at(1.0);
  part.frames = {};
  timeline.add(part);
  EXPECT_EQ(timeline.newest(), 1.0);
  EXPECT_EQ(timeline.end_frame(), 0);
  EXPECT_EQ(timeline.envelope(0.2, 0.8).high, 0.5f);
}

}  // namespace
}  // namespace earshot
