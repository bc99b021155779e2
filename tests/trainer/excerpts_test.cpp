#include "data/excerpts.h"

#include <gmock/gmock.h>

namespace earshot {
namespace {

using testing::ElementsAre;

constexpr int kRate = 100;

/// Clips of so many samples, which count from 0.
Recordings counting(const std::vector<std::size_t>& lengths) {
  Recordings recordings{.dataset = {.labels = {"a", "b"}}};
  for (const std::size_t length : lengths) {
    Clip clip{.sample_rate = kRate, .channels = {std::vector<float>(length)}};
    for (std::size_t i = 0; i < length; ++i) clip.channels[0][i] = static_cast<float>(i);
    recordings.sounds.push_back(std::move(clip));
    recordings.dataset.clips.push_back({.path = std::to_string(length) + ".wav",
                                        .label = "b",
                                        .speaker = "s",
                                        .fold = "3",
                                        .source = "cut"});
  }
  return recordings;
}

/// A source of such excerpts and one of whole clips.
std::vector<SourceSpec> wanting(const ExcerptsSpec& spec) {
  return {{.name = "cut", .excerpts = spec}, {.name = "whole"}};
}

TEST(Excerpts, FillAClip) {
  const Recordings cut = cut_excerpts(counting({300}), wanting({.seconds = 1.0, .hop_seconds = 1.0}));
  ASSERT_EQ(cut.sounds.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(cut.sounds[i].samples(), 100u);
    EXPECT_EQ(cut.sounds[i].channels[0][0], static_cast<float>(100 * i));
    EXPECT_DOUBLE_EQ(cut.dataset.clips[i].excerpt->begin, static_cast<double>(i));
    EXPECT_EQ(cut.dataset.clips[i].label, "b");
    EXPECT_EQ(cut.dataset.clips[i].fold, "3");
  }
  EXPECT_THAT(cut.dataset.labels, ElementsAre("a", "b"));
}

TEST(Excerpts, OverlapAndDropWhatIsLeft) {
  const Recordings cut = cut_excerpts(counting({260}), wanting({.seconds = 1.0, .hop_seconds = 0.5}));
  std::vector<double> begins;
  for (const ClipFile& clip : cut.dataset.clips) begins.push_back(clip.excerpt->begin);
  EXPECT_THAT(begins, ElementsAre(0.0, 0.5, 1.0, 1.5));
}

TEST(Excerpts, ForgiveAClipOneMissingSample) {
  EXPECT_EQ(cut_excerpts(counting({299}), wanting({.seconds = 1.0, .hop_seconds = 1.0})).sounds.size(), 3u);
  EXPECT_EQ(cut_excerpts(counting({298}), wanting({.seconds = 1.0, .hop_seconds = 1.0})).sounds.size(), 2u);
}

TEST(Excerpts, LeaveSourcesAloneThatWantNone) {
  Recordings recordings = counting({300, 300});
  recordings.dataset.clips[0].source = "whole";
  const Recordings cut = cut_excerpts(recordings, wanting({.seconds = 1.0, .hop_seconds = 1.0}));
  ASSERT_EQ(cut.sounds.size(), 4u);
  EXPECT_EQ(cut.sounds[0].samples(), 300u);
  EXPECT_FALSE(cut.dataset.clips[0].excerpt);
}

TEST(Excerpts, LeaveShortClipsWhole) {
  const Recordings cut = cut_excerpts(counting({40}), wanting({.seconds = 1.0, .hop_seconds = 1.0}));
  ASSERT_EQ(cut.sounds.size(), 1u);
  EXPECT_EQ(cut.sounds[0].samples(), 40u);
  EXPECT_DOUBLE_EQ(cut.dataset.clips[0].excerpt->length, 0.4);
}

TEST(Excerpts, OfAFileAreFoundAgain) {
  const Clip whole{.sample_rate = 200, .channels = {std::vector<float>(600), std::vector<float>(600)}};
  const Clip part = cut(whole, {.begin = 1.0, .length = 1.5});
  EXPECT_EQ(part.channels.size(), 2u);
  EXPECT_EQ(part.samples(), 300u);
  EXPECT_EQ(cut(whole, {.begin = 2.0, .length = 1.5}).samples(), 200u);
  EXPECT_EQ(cut(whole, {.begin = 9.0, .length = 1.0}).samples(), 0u);
}

}  // namespace
}  // namespace earshot
