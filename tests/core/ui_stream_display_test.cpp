#include "ui/stream_display.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
