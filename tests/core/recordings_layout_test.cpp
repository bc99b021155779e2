#include "recordings/layout.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "recordings/recording_name.h"

namespace earshot {
namespace {

/// What the first layout that a path follows says of it.
struct Told {
  const char* path;
  const char* layout;
  Placement placement;
};

class Layouts : public testing::TestWithParam<Told> {};

TEST_P(Layouts, TellLabelSpeakerTakeAndFold) {
  const auto& [path, name, told] = GetParam();
  const std::vector<std::string> paths = {path};
  const Layout* layout = find_layout(paths);
  ASSERT_NE(layout, nullptr);
  EXPECT_EQ(layout->name, name);
  const std::optional<Placement> placement = layout->parse(path);
  ASSERT_TRUE(placement);
  EXPECT_EQ(placement->label, told.label);
  EXPECT_EQ(placement->speaker, told.speaker);
  EXPECT_EQ(placement->take, told.take);
  EXPECT_EQ(placement->fold, told.fold);
}

INSTANTIATE_TEST_SUITE_P(
    All, Layouts,
    testing::Values(
        Told{"set/01/7_01_12.flac", "audiomnist", {.label = "7", .speaker = "01", .take = 12}},
        Told{"recordings/3_theo_0.wav", "fsdd", {.label = "3", .speaker = "theo", .take = 0}},
        // Of more than 31 bits, as where takes are numbered by the clock.
        Told{"3_theo_3000000000.wav", "fsdd", {.label = "3", .speaker = "theo", .take = 3000000000}},
        Told{"yes/ab12_nohash_4.wav", "speech_commands", {.label = "yes", .speaker = "ab12", .take = 4}},
        Told{"001 - Dog bark/3-100032-A.ogg", "esc10", {.label = "Dog bark", .fold = "3"}},
        Told{"audio/2-100032-A-10.wav", "esc50", {.label = "10", .fold = "2"}},
        Told{"S7_whistle_1_Frozen.wav", "hums_whistles", {.label = "Frozen", .speaker = "7", .take = 1}},
        Told{"testing/music/a.b.wav", "music_speech", {.label = "music", .fold = "testing"}},
        Told{"train/rain/roof/a.wav", "folders", {.label = "rain", .fold = "train"}},
        Told{"test/c.wav", "folders", {.label = "test"}}));

TEST(FindLayout, TakesTheFirstThatNineInTenFollow) {
  std::vector<std::string> paths(9, "dog/a.wav");
  paths.emplace_back("loose.wav");
  const Layout* layout = find_layout(paths);
  ASSERT_NE(layout, nullptr);
  EXPECT_EQ(layout->name, "folders");
  EXPECT_FALSE(layout->parse("loose.wav"));
  paths.emplace_back("another.wav");
  EXPECT_EQ(find_layout(paths), nullptr);
}

TEST(FindLayout, WantsALabel) {
  EXPECT_EQ(find_layout(std::vector<std::string>{"_noise/a.wav"}), nullptr);
  EXPECT_EQ(find_layout({}), nullptr);
}

TEST(RecordingName, IsThatOfAnAudioFileInSight) {
  for (const char* path : {"a.wav", "x/b.FLAC", "c.d.mp3"}) EXPECT_TRUE(is_recording_name(path)) << path;
  for (const char* path : {".e.wav", "x/._f.wav", "readme.txt", "wav", "x.wav/y", ".wav", ""})
    EXPECT_FALSE(is_recording_name(path)) << path;
}

}  // namespace
}  // namespace earshot
