#include "data/repeated_clips.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace earshot {
namespace {

TEST(RepeatedClips, AreAsManyAsTheirSourceWants) {
  Recordings recordings;
  for (int i = 0; i < 10; ++i) {
    recordings.dataset.clips.push_back({.source = i < 4 ? "often" : "once"});
    recordings.sounds.push_back({.sample_rate = 8000, .channels = {{static_cast<float>(i)}}});
  }
  repeat_clips(recordings, {{.name = "often", .repeat = 3}, {.name = "once"}});
  ASSERT_EQ(recordings.dataset.clips.size(), 18u);
  ASSERT_EQ(recordings.sounds.size(), 18u);
  EXPECT_EQ(std::ranges::count(recordings.dataset.clips, "often", &ClipFile::source), 12);
  for (std::size_t i = 10; i < 18; ++i) EXPECT_LT(recordings.sounds[i].channels[0][0], 4.0f);
}

}  // namespace
}  // namespace earshot
