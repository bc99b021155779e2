#include "data/folder_scan.h"

#include <gmock/gmock.h>

#include <set>

#include "error.h"
#include "test_data.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> labels(const FolderScan& scan) {
  std::vector<std::string> names;
  for (const ClipFile& clip : scan.clips) names.push_back(clip.label);
  return names;
}

std::vector<long> takes(const FolderScan& scan) {
  std::vector<long> numbers;
  for (const ClipFile& clip : scan.clips) numbers.push_back(clip.take.value());
  return numbers;
}

TEST(FolderScan, ReadsAudioMnistNames) {
  const TemporaryFolder folder;
  folder.write("01/7_01_12.flac", "");
  const FolderScan scan = scan_folder(folder.path(), "auto");
  EXPECT_EQ(scan.layout, "audiomnist");
  ASSERT_EQ(scan.clips.size(), 1u);
  EXPECT_EQ(scan.clips[0].label, "7");
  EXPECT_EQ(scan.clips[0].speaker, "01");
  EXPECT_EQ(scan.clips[0].take, 12);
  EXPECT_EQ(scan.clips[0].path, folder.path() / "01/7_01_12.flac");
}

TEST(FolderScan, ReadsFsddNamesWithAndWithoutTheirFolder) {
  const TemporaryFolder folder;
  folder.write("recordings/3_theo_0.wav", "");
  for (const auto& root : {folder.path(), folder.path() / "recordings"}) {
    const FolderScan scan = scan_folder(root, "auto");
    EXPECT_EQ(scan.layout, "fsdd");
    ASSERT_EQ(scan.clips.size(), 1u);
    EXPECT_EQ(scan.clips[0].speaker, "theo");
  }
}

TEST(FolderScan, ReadsSpeechCommandsAndSetsBackgroundNoiseApart) {
  const TemporaryFolder folder;
  for (int take = 0; take < 3; ++take)
    folder.write("zero/2f813234_nohash_" + std::to_string(take) + ".wav", "");
  folder.write("_background_noise_/pink_noise.wav", "");
  const FolderScan scan = scan_folder(folder.path(), "auto");
  EXPECT_EQ(scan.layout, "speech_commands");
  EXPECT_THAT(labels(scan), ElementsAre("zero", "zero", "zero"));
  EXPECT_EQ(scan.clips[0].speaker, "2f813234");
  EXPECT_THAT(takes(scan), ElementsAre(0, 1, 2));
  EXPECT_THAT(scan.unlabeled, ElementsAre(folder.path() / "_background_noise_/pink_noise.wav"));
}

TEST(FolderScan, ReadsEsc10FoldersAndFolds) {
  const TemporaryFolder folder;
  folder.write("001 - Dog bark/3-100032-A.ogg", "");
  const FolderScan scan = scan_folder(folder.path(), "auto");
  EXPECT_EQ(scan.layout, "esc10");
  ASSERT_EQ(scan.clips.size(), 1u);
  EXPECT_EQ(scan.clips[0].label, "Dog bark");
  EXPECT_EQ(scan.clips[0].fold, "3");
}

TEST(FolderScan, ReadsEsc50NamesWithAndWithoutTheirFolder) {
  const TemporaryFolder folder;
  folder.write("audio/2-100032-A-10.wav", "");
  folder.write("audio/1-977-B-9.wav", "");
  folder.write("meta/esc50.csv", "");
  for (const auto& root : {folder.path(), folder.path() / "audio"}) {
    const FolderScan scan = scan_folder(root, "auto");
    EXPECT_EQ(scan.layout, "esc50");
    EXPECT_THAT(labels(scan), ElementsAre("9", "10"));
    EXPECT_EQ(scan.clips[1].fold, "2");
  }
}

TEST(FolderScan, ReadsHumsAndWhistles) {
  const TemporaryFolder folder;
  folder.write("S101_hum_2_Potter.wav", "");
  folder.write("S7_whistle_1_StarWars.wav", "");
  const FolderScan scan = scan_folder(folder.path(), "auto");
  EXPECT_EQ(scan.layout, "hums_whistles");
  EXPECT_THAT(labels(scan), ElementsAre("Potter", "StarWars"));
  EXPECT_EQ(scan.clips[0].speaker, "101");
  EXPECT_THAT(takes(scan), ElementsAre(2, 1));
}

TEST(FolderScan, LeavesNamesThatOnlyLookLikeHumsAside) {
  const TemporaryFolder folder;
  folder.write("S1_hum_1_Frozen.wav", "");
  for (const char* name :
       {"S1_sing_1_Frozen", "P1_hum_1_Frozen", "S1_hum_x_Frozen", "S1_hum_1", "S_hum_1_Frozen"})
    folder.write(std::string(name) + ".wav", "");
  const FolderScan scan = scan_folder(folder.path(), "hums_whistles");
  EXPECT_EQ(scan.clips.size(), 1u);
  EXPECT_EQ(scan.strangers.size(), 5u);
}

TEST(FolderScan, ReadsMusicAndSpeechUnderEitherNameAndInParts) {
  const TemporaryFolder folder;
  folder.write("music_wav/jazz.wav", "");
  folder.write("speech_wav/news.wav", "");
  folder.write("testing/music/rock.wav", "");
  const FolderScan scan = scan_folder(folder.path(), "auto");
  EXPECT_EQ(scan.layout, "music_speech");
  EXPECT_THAT(labels(scan), ElementsAre("music", "music", "speech"));
  EXPECT_EQ(scan.clips[1].fold, "testing");
}

TEST(FolderScan, ReadsClassFoldersAtAnyDepthAndInParts) {
  const TemporaryFolder folder;
  folder.write("rain/roof/a.wav", "");
  folder.write("wind/b.FLAC", "");
  folder.write("testing/rain/c.ogg", "");
  const FolderScan scan = scan_folder(folder.path(), "auto");
  EXPECT_EQ(scan.layout, "folders");
  EXPECT_THAT(labels(scan), ElementsAre("rain", "rain", "wind"));
  EXPECT_EQ(scan.clips[0].fold, "");
  EXPECT_EQ(scan.clips[1].fold, "testing");
}

TEST(FolderScan, PrefersClassFoldersWhereNamesOnlyLookLikeTakes) {
  const TemporaryFolder folder;
  folder.write("zero/0_jackson_1.wav", "");
  EXPECT_THAT(labels(scan_folder(folder.path(), "auto")), ElementsAre("zero"));
}

TEST(FolderScan, OrdersTakesByNumberNotByText) {
  const TemporaryFolder folder;
  for (const int take : {10, 9, 1, 0, 2, 11}) folder.write("01/5_01_" + std::to_string(take) + ".wav", "");
  EXPECT_THAT(takes(scan_folder(folder.path(), "audiomnist")), ElementsAre(0, 1, 2, 9, 10, 11));
}

TEST(FolderScan, CountsEveryFileAndNamesStrangers) {
  const TemporaryFolder folder;
  folder.write("01/5_01_0.wav", "");
  folder.write("01/notes.txt", "");
  folder.write("01/._5_01_0.wav", "");
  folder.write("01/take five.wav", "");
  const FolderScan scan = scan_folder(folder.path(), "audiomnist");
  EXPECT_EQ(scan.files(), 4u);
  EXPECT_EQ(scan.clips.size(), 1u);
  EXPECT_THAT(scan.strangers, ElementsAre(folder.path() / "01/take five.wav"));
  EXPECT_EQ(scan.other_files, 2u);
}

std::string complaint(const std::filesystem::path& folder, const std::string& layout) {
  try {
    scan_folder(folder, layout);
  } catch (const Error& error) {
    return error.what();
  }
  return "no complaint";
}

TEST(FolderScan, SaysWhatIsWrongWithAFolder) {
  const TemporaryFolder folder;
  EXPECT_THAT(complaint(folder.path() / "nowhere", "auto"), HasSubstr("nowhere: no such folder"));
  EXPECT_THAT(complaint(folder.path(), "auto"), HasSubstr("no audio files"));
  const auto file = folder.write("loose.wav", "");
  EXPECT_THAT(complaint(file, "auto"), HasSubstr("not a folder"));
  EXPECT_THAT(complaint(folder.path(), "auto"), HasSubstr("follow no known layout (the first is loose.wav)"));
  EXPECT_THAT(complaint(folder.path(), "fsdd"), HasSubstr("recordings/<digit>_<speaker>_<take>.wav"));
  EXPECT_THAT(complaint(folder.path(), "fssd"), HasSubstr("layout \"fssd\" is unknown"));
}

/// A layout, how many clips it has among the shared recordings, and of how many classes.
struct SharedFolder {
  const char* name;
  const char* layout;
  std::size_t clips;
  std::size_t classes;
};

class SharedRecordings : public testing::TestWithParam<SharedFolder> {};

TEST_P(SharedRecordings, AreFoundWhole) {
  const auto folder = std::filesystem::path(kTestData) / "../../shared/data" / GetParam().name;
  if (!std::filesystem::exists(folder))
    GTEST_SKIP() << folder << " is not here: no recordings to look through";
  const FolderScan scan = scan_folder(folder, "auto");
  EXPECT_EQ(scan.layout, GetParam().layout);
  EXPECT_EQ(scan.clips.size(), GetParam().clips);
  EXPECT_TRUE(scan.strangers.empty());
  std::set<std::string> classes;
  for (const ClipFile& clip : scan.clips) classes.insert(clip.label);
  EXPECT_EQ(classes.size(), GetParam().classes);
}

INSTANTIATE_TEST_SUITE_P(Layouts, SharedRecordings,
                         testing::Values(SharedFolder{"audiomnist", "audiomnist", 4500, 10},
                                         SharedFolder{"fsdd", "fsdd", 3000, 10},
                                         SharedFolder{"speech_commands", "speech_commands", 278, 30},
                                         SharedFolder{"esc10", "esc10", 400, 10},
                                         SharedFolder{"music_speech", "music_speech", 24, 2}),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace earshot
