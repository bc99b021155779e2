#include "data/training_clips.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace earshot {
namespace {

using testing::ElementsAre;

Clip clip_of(std::vector<float> samples) {
  return {.sample_rate = 100, .channels = {std::move(samples)}};
}

Recordings recordings() {
  Recordings recordings{.dataset = {.labels = {"a", "other"}}};
  for (int i = 0; i < 100; ++i) {
    recordings.dataset.clips.push_back(
        {.label = i < 80 ? "a" : "other", .source = i < 90 ? "often" : "once"});
    recordings.sounds.push_back(clip_of({1.0f, 2.0f, -3.0f, 4.0f}));
  }
  return recordings;
}

TEST(TrainingClips, OfASourceComeAsOftenAsItWants) {
  Recordings clips = recordings();
  make_training_clips(clips, {.sources = {{.name = "often", .repeat = 3}, {.name = "once"}}}, 1);
  EXPECT_EQ(clips.sounds.size(), 280u);
  EXPECT_EQ(std::ranges::count(clips.dataset.clips, "once", &ClipFile::source), 10);
}

TEST(TrainingClips, AreScrambledUnderAnotherLabel) {
  Recordings clips = recordings();
  const DataSpec spec{.sources = {{.name = "often"}, {.name = "once"}},
                      .scrambled = ScrambledSpec{.label = "other", .share = 0.5}};
  make_training_clips(clips, spec, 1);
  EXPECT_NEAR(static_cast<double>(clips.sounds.size()), 140.0, 15.0);
  EXPECT_EQ(clips.dataset.clips.size(), clips.sounds.size());
  EXPECT_EQ(std::ranges::count(clips.dataset.clips, "a", &ClipFile::label), 80);
}

TEST(ExchangeHalves, CutsAtAZeroCrossing) {
  const Clip clip = clip_of({1.0f, 2.0f, 3.0f, -1.0f, -2.0f, 1.0f});
  EXPECT_THAT(exchange_halves(clip, 0.4).channels[0], ElementsAre(-1.0f, -2.0f, 1.0f, 1.0f, 2.0f, 3.0f));
  // Without a crossing nothing can be exchanged without a click.
  EXPECT_EQ(exchange_halves(clip_of({1.0f, 2.0f, 3.0f}), 0.5).channels, clip_of({1.0f, 2.0f, 3.0f}).channels);
}

}  // namespace
}  // namespace earshot
