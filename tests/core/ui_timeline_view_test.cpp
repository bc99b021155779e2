#include "ui/timeline_view.h"

#include <gtest/gtest.h>

namespace earshot {
namespace {

TEST(TimelineView, ShowsASecondToAMinute) {
  EXPECT_EQ(fitted({.seconds = 0.1}, 60.0).seconds, 1.0);
  EXPECT_EQ(fitted({.seconds = 100.0}, 60.0).seconds, 60.0);
}

TEST(TimelineView, StaysWithinWhatIsHeld) {
  EXPECT_EQ(fitted({.paused = true, .seconds = 10.0, .back = 55.0}, 60.0).back, 50.0);
  EXPECT_EQ(fitted({.paused = true, .seconds = 10.0, .back = -3.0}, 60.0).back, 0.0);
  EXPECT_EQ(fitted({.paused = true, .seconds = 10.0, .back = 3.0}, 5.0).back, 0.0);
}

TEST(TimelineView, FollowsTheNewestUnlessPaused) {
  EXPECT_EQ(fitted({.paused = false, .seconds = 10.0, .back = 5.0}, 60.0).back, 0.0);
}

TEST(TimelineView, ZoomsAroundAPlace) {
  const TimelineView view{.paused = true, .seconds = 20.0, .back = 10.0};
  // At a quarter of the width: 15 s from the right edge, and so 25 s back.
  const TimelineView closer = zoomed(view, 0.5, 0.25, 60.0);
  EXPECT_DOUBLE_EQ(closer.seconds, 10.0);
  EXPECT_DOUBLE_EQ(closer.back + 0.75 * closer.seconds, 25.0);
  const TimelineView again = zoomed(closer, 2.0, 0.25, 60.0);
  EXPECT_DOUBLE_EQ(again.seconds, view.seconds);
  EXPECT_DOUBLE_EQ(again.back, view.back);
}

TEST(TimelineView, ZoomsAroundTheNewestWhileItFollows) {
  const TimelineView view = zoomed({.seconds = 20.0}, 0.5, 0.25, 60.0);
  EXPECT_EQ(view, (TimelineView{.paused = false, .seconds = 10.0, .back = 0.0}));
}

TEST(TimelineView, PausesWhenItIsScrolled) {
  const TimelineView view = scrolled({.seconds = 20.0}, 5.0, 60.0);
  EXPECT_EQ(view, (TimelineView{.paused = true, .seconds = 20.0, .back = 5.0}));
  EXPECT_EQ(scrolled(view, -7.0, 60.0).back, 0.0);
}

TEST(Followed, MovesEvenlyTowardsTheNewest) {
  EXPECT_DOUBLE_EQ(followed(9.9, 10.0, 0.016), 9.916);
  EXPECT_DOUBLE_EQ(followed(9.99, 10.0, 0.016), 10.0);
}

TEST(Followed, NeverFallsFarBehind) {
  EXPECT_DOUBLE_EQ(followed(3.0, 10.0, 0.016), 9.7);
  EXPECT_DOUBLE_EQ(followed(60.0, 0.1, 0.016), 0.1);  // another stream
}

}  // namespace
}  // namespace earshot
