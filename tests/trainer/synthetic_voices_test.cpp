#include "data/synthetic_voices.h"

#include <gmock/gmock.h>

#include "audio/level.h"
#include "data/audio_file.h"
#include "data/files.h"
#include "data/folder_scan.h"
#include "error.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

TEST(SyntheticVoices, MakeADataSetInAudioMnistsLayout) {
  const TemporaryFolder folder;
  const auto digits = folder.path() / "digits";
  std::size_t told = 0;
  synthesize_digits(digits, {.speakers = 2, .takes = 2}, 2,
                    [&](std::size_t done, std::size_t) { told = done; });
  const FolderScan scan = scan_folder(digits, "auto");
  EXPECT_EQ(scan.layout, "audiomnist");
  EXPECT_EQ(scan.clips.size(), 40u);
  EXPECT_EQ(scan.files(), 40u);
  EXPECT_EQ(told, 40u);
  for (const ClipFile& file : scan.clips) {
    const Clip clip = read_audio_file(file.path);
    EXPECT_EQ(clip.sample_rate, 22050);
    EXPECT_EQ(clip.channels.size(), 1u);
    EXPECT_GT(clip.samples(), 22050u / 10) << file.path;
    EXPECT_LT(clip.samples(), 22050u * 2) << file.path;
    EXPECT_GT(measure_level(clip.channels[0]).rms_dbfs, -40.0f) << file.path;
  }
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "digits.partial"));
}

TEST(SyntheticVoices, AreTheSameForTheSameSeedAndDifferElsewhere) {
  const TemporaryFolder folder;
  const auto make = [&](const char* name, std::uint64_t seed, int threads) {
    synthesize_digits(folder.path() / name, {.speakers = 1, .takes = 2, .seed = seed}, threads);
    return folder.path() / name / "01";
  };
  const auto first = make("first", 1, 1);
  const auto second = make("second", 1, 2);
  const auto third = make("third", 2, 2);
  EXPECT_EQ(read_file(first / "4_01_1.wav"), read_file(second / "4_01_1.wav"));
  EXPECT_NE(read_file(first / "4_01_1.wav"), read_file(third / "4_01_1.wav"));
  EXPECT_NE(read_file(first / "4_01_0.wav"), read_file(first / "4_01_1.wav"));
}

TEST(SyntheticVoices, SpeakByFliteToo) {
  const TemporaryFolder folder;
  const auto digits = folder.path() / "digits";
  synthesize_digits(digits, {.engine = SpeechEngine::flite, .speakers = 4, .takes = 1}, 2);
  const FolderScan scan = scan_folder(digits, "auto");
  EXPECT_EQ(scan.clips.size(), 40u);
  for (const ClipFile& file : scan.clips) {
    const Clip clip = read_audio_file(file.path);
    EXPECT_EQ(clip.sample_rate, 16000);
    EXPECT_GT(clip.samples(), 16000u / 10) << file.path;
    EXPECT_LT(clip.samples(), 16000u * 2) << file.path;
    EXPECT_GT(measure_level(clip.channels[0]).rms_dbfs, -40.0f) << file.path;
  }
  EXPECT_NE(read_file(digits / "01" / "4_01_0.wav"), read_file(digits / "02" / "4_02_0.wav"));
}

TEST(SyntheticVoices, ChangeInPitchWithFlite) {
  const auto spoken = [](const char* name, int pitch) {
    return speak("one.", {.engine = SpeechEngine::flite, .name = name, .pitch = pitch}).channels;
  };
  for (const char* name : {"awb", "kal16", "slt"}) EXPECT_NE(spoken(name, 20), spoken(name, 80)) << name;
}

TEST(SyntheticVoices, LeaveAFolderThatExistsAlone) {
  const TemporaryFolder folder;
  EXPECT_THROW(synthesize_digits(folder.path(), {.speakers = 1, .takes = 1}, 1), Error);
}

TEST(SyntheticVoices, SpeakTenSamples) {
  const TemporaryFolder folder;
  synthesize_samples(folder.path() / "samples");
  for (int digit = 0; digit < 10; ++digit) {
    const Clip clip = read_audio_file(folder.path() / "samples" / (std::to_string(digit) + ".wav"));
    EXPECT_EQ(clip.sample_rate, 22050);
    EXPECT_GT(clip.samples(), 22050u / 4);
    EXPECT_LT(clip.samples(), 22050u);
  }
}

TEST(SyntheticVoices, SayWhichVoiceThereIsNot) {
  try {
    speak("one", {.name = "zz"});
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("zz"));
  }
}

}  // namespace
}  // namespace earshot
