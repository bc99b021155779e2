#include "ui/stream_display.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace earshot {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::SizeIs;

StreamPart part_ending_at(double time) {
  return {.time = time, .samples = std::vector<float>(100), .sample_rate = 100.0, .frames = {}};
}

/// A stream of so many tenths of a second.
StreamDisplay display_of(int portions) {
  StreamDisplay display;
  display.begin({{.name = "a"}, {.name = "b"}});
  for (int i = 1; i <= portions; ++i) display.add(part_ending_at(0.1 * i));
  display.follow(0.0, false);
  return display;
}

TEST(StreamDisplay, FollowsSmoothlyOrInSteps) {
  StreamDisplay display = display_of(100);
  EXPECT_NEAR(display.edge(), 10.0, 1e-9);
  display.add(part_ending_at(10.1));
  EXPECT_TRUE(display.follow(0.016, true));
  EXPECT_NEAR(display.edge(), 10.016, 1e-9);
  EXPECT_FALSE(display.follow(0.0, false));
  EXPECT_EQ(display.edge(), 10.1);
  EXPECT_FALSE(display.follow(0.016, true));
}

TEST(StreamDisplay, StandsStillWhilePaused) {
  StreamDisplay display = display_of(300);
  display.look({.paused = true, .seconds = 5.0, .back = 10.0});
  EXPECT_NEAR(display.edge(), 20.0, 1e-9);
  display.add(part_ending_at(30.1));
  display.add(StreamDecision{30.1, {0.5f, 0.5f}, 1});
  EXPECT_FALSE(display.follow(1.0, true));
  EXPECT_NEAR(display.edge(), 20.0, 1e-9);
  EXPECT_NEAR(display.timeline().newest(), 30.0, 1e-9);
  EXPECT_THAT(display.timeline().marks(), SizeIs(0));
}

TEST(StreamDisplay, GoesOnWithAllThatCameMeanwhile) {
  StreamDisplay display = display_of(300);
  display.look({.paused = true, .seconds = 5.0, .back = 10.0});
  const int paused = display.version();
  display.add(part_ending_at(30.1));
  display.add(StreamDecision{30.1, {0.5f, 0.5f}, 1});
  display.look({.paused = false, .seconds = 5.0});
  EXPECT_NE(display.version(), paused);
  EXPECT_EQ(display.edge(), 30.1);
  EXPECT_THAT(display.timeline().marks(), SizeIs(1));
}

TEST(StreamDisplay, PausesWhereItWas) {
  StreamDisplay display = display_of(300);
  display.add(part_ending_at(30.1));
  display.follow(0.04, true);
  const double edge = display.edge();
  display.look({.paused = true, .seconds = 5.0, .back = 0.0});
  EXPECT_NEAR(display.edge(), edge, 1e-9);
}

/// A second of frames of so many bands that ends at `time`, all of them `value`.
StreamPart frames_until(double time, int bands, float value) {
  StreamPart part = part_ending_at(time);
  part.frames.bands = bands;
  part.frames.frames = 10;
  part.frames.hop_seconds = 0.1;
  part.frames.values.assign(static_cast<std::size_t>(10 * bands), value);
  part.first_frame = static_cast<std::int64_t>(std::lround((time - 1.0) / 0.1));
  return part;
}

TEST(StreamDisplay, ShowsOtherFramesOfWhatIsPaused) {
  StreamDisplay display = display_of(0);
  display.add(frames_until(5.0, 2, 1.0f));
  display.add(StreamDecision{5.0, {0.5f, 0.5f}, 1});
  display.look({.paused = true, .seconds = 5.0, .back = 0.0});
  const int paused = display.version();
  EXPECT_FALSE(display.add(frames_until(20.0, 2, 1.0f)));
  EXPECT_EQ(display.version(), paused);
  // Those of before the pause, then those behind it.
  StreamPart before = frames_until(5.0, 3, 7.0f);
  before.time = 20.0;
  EXPECT_TRUE(display.add(before));
  EXPECT_FALSE(display.add(frames_until(20.0, 3, 8.0f)));
  EXPECT_NE(display.version(), paused);
  EXPECT_THAT(display.timeline().frame(45), ElementsAre(7.0f, 7.0f, 7.0f));
  EXPECT_THAT(display.timeline().marks(), SizeIs(1));
  display.look({.paused = false, .seconds = 5.0});
  EXPECT_THAT(display.timeline().frame(45), ElementsAre(7.0f, 7.0f, 7.0f));
  EXPECT_THAT(display.timeline().frame(195), ElementsAre(8.0f, 8.0f, 8.0f));
}

TEST(StreamDisplay, LeavesWhatIsPausedAloneWhenAnotherStreamBegins) {
  StreamDisplay display = display_of(0);
  display.add(frames_until(5.0, 2, 1.0f));
  display.look({.paused = true, .seconds = 5.0, .back = 0.0});
  EXPECT_FALSE(display.add(frames_until(1.0, 3, 7.0f)));
  EXPECT_THAT(display.timeline().frame(45), ElementsAre(1.0f, 1.0f));
}

TEST(StreamDisplay, ShowsNoMoreThanThereIs) {
  StreamDisplay display = display_of(300);
  display.look({.paused = true, .seconds = 5.0, .back = 100.0});
  EXPECT_NEAR(display.view().back, 25.0, 1e-9);
}

TEST(StreamDisplay, BeginsWithAnotherStreamAtItsNewestEnd) {
  StreamDisplay display = display_of(300);
  display.look({.paused = true, .seconds = 7.0, .back = 10.0});
  display.begin({{.name = "c"}});
  EXPECT_EQ(display.view(), (TimelineView{.paused = false, .seconds = 7.0, .back = 0.0}));
  EXPECT_THAT(display.timeline().labels(), ElementsAre(Field(&StreamLabel::name, "c")));
  EXPECT_EQ(display.timeline().newest(), 0.0);
}

}  // namespace
}  // namespace earshot
