#include "data/synthetic_songs.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>
#include <set>

#include "audio/level.h"
#include "audio/noise.h"
#include "data/audio_file.h"
#include "data/files.h"
#include "data/folder_scan.h"
#include "data/synthesis/melodies.h"
#include "data/synthesis/performer.h"
#include "error.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

using testing::ElementsAre;

std::vector<int> pitches(const std::vector<Note>& phrase) {
  std::vector<int> numbers;
  for (const Note& note : phrase) numbers.push_back(note.pitch);
  return numbers;
}

TEST(Abc, ReadsPitches) {
  EXPECT_THAT(pitches(read_abc("C E G c b C, ^F _B")[0]), ElementsAre(60, 64, 67, 72, 83, 48, 66, 70));
}

TEST(Abc, ReadsLengthsRestsAndPhrases) {
  const auto phrases = read_abc("C C2 | D/ D3/2 || z2 E");
  ASSERT_EQ(phrases.size(), 2u);
  EXPECT_EQ(phrases[0], (std::vector<Note>{{60, 1.0}, {60, 2.0}, {62, 0.5}, {62, 1.5}}));
  EXPECT_TRUE(phrases[1][0].rest);
  EXPECT_EQ(phrases[1][0].length, 2.0);
}

TEST(Abc, RefusesAllElse) {
  for (const char* text : {"H", "C D ?", "^", "(3CDE"}) EXPECT_THROW(read_abc(text), Error) << text;
}

TEST(Melodies, AreEightThatAnybodyCanSing) {
  std::set<std::string> names;
  for (const Melody& melody : melodies()) {
    names.insert(melody.name);
    int lowest = 127;
    int highest = 0;
    for (const auto& phrase : melody.phrases) {
      EXPECT_FALSE(phrase.empty()) << melody.name;
      for (const Note& note : phrase) {
        EXPECT_GT(note.length, 0.0);
        if (note.rest) continue;
        lowest = std::min(lowest, note.pitch);
        highest = std::max(highest, note.pitch);
      }
    }
    EXPECT_LE(highest - lowest, 16) << melody.name;
  }
  EXPECT_EQ(names.size(), 8u);
}

TEST(Melodies, FillTheirBars) {
  // Every bar of these three has four beats, so that every phrase is a multiple of them.
  for (const Melody& melody : melodies()) {
    if (melody.name != "Twinkle" && melody.name != "FrereJacques" && melody.name != "OdeToJoy") continue;
    for (const auto& phrase : melody.phrases) {
      double beats = 0.0;
      for (const Note& note : phrase) beats += note.length;
      EXPECT_EQ(std::fmod(beats, 4.0), 0.0) << melody.name;
    }
  }
}

/// The strongest of the frequencies from `low` to `high` in a part of a sound.
double strongest_hertz(std::span<const float> sound, int rate, double low, double high) {
  double best = 0.0;
  double best_power = 0.0;
  for (double hertz = low; hertz <= high; hertz *= std::exp2(1.0 / 96.0)) {
    double real = 0.0;
    double imaginary = 0.0;
    for (std::size_t i = 0; i < sound.size(); ++i) {
      const double turn = 2.0 * std::numbers::pi * hertz * static_cast<double>(i) / rate;
      real += sound[i] * std::cos(turn);
      imaginary += sound[i] * std::sin(turn);
    }
    const double power = real * real + imaginary * imaginary;
    if (power > best_power) {
      best_power = power;
      best = hertz;
    }
  }
  return best;
}

TEST(Voice, SingsThePitchOfItsLine) {
  constexpr int kRate = 16000;
  const VoiceLine line{.sample_rate = kRate,
                       .hertz = std::vector<float>(4000, 440.0f),
                       .loudness = std::vector<float>(4000, 1.0f)};
  Random random({1});
  EXPECT_NEAR(strongest_hertz(hum(line, {}, random), kRate, 100, 900), 440, 10);
  EXPECT_NEAR(strongest_hertz(whistle(line, {}, random), kRate, 100, 900), 440, 10);
}

TEST(Voice, IsSilentWhereItsLineIs) {
  const VoiceLine line{
      .sample_rate = 8000, .hertz = std::vector<float>(800, 300.0f), .loudness = std::vector<float>(800)};
  Random random({1});
  for (const float x : hum(line, {}, random)) EXPECT_EQ(x, 0.0f);
  for (const float x : whistle(line, {}, random)) EXPECT_EQ(x, 0.0f);
}

TEST(Room, RecordsAtItsLevelInItsChannels) {
  Random random({2});
  std::vector<float> voice(20'000);
  for (std::size_t i = 0; i < voice.size(); ++i) voice[i] = std::sin(0.1f * static_cast<float>(i));
  const Clip clip =
      record(voice, 16000, {.channels = 2, .level_dbfs = -20.0, .noise_decibels = 30.0}, random);
  ASSERT_EQ(clip.channels.size(), 2u);
  EXPECT_EQ(clip.samples(), voice.size());
  EXPECT_NEAR(measure_level(clip.channels[0]).rms_dbfs, -20.0, 0.1);
  EXPECT_NE(clip.channels[0], clip.channels[1]);
}

TEST(SyntheticSongs, AreADataSetInTheLayoutOfHumsAndWhistles) {
  const TemporaryFolder folder;
  std::size_t told = 0;
  synthesize_songs(folder.path() / "songs", {.participants = 1}, 2,
                   [&](std::size_t done, std::size_t) { told = done; });
  const FolderScan scan = scan_folder(folder.path() / "songs", "auto");
  EXPECT_EQ(scan.layout, "hums_whistles");
  EXPECT_EQ(scan.files(), 8u);
  EXPECT_EQ(told, 8u);
  std::set<std::string> labels;
  for (const ClipFile& file : scan.clips) {
    labels.insert(file.label);
    const Clip clip = read_audio_file(file.path);
    const double seconds = static_cast<double>(clip.samples()) / clip.sample_rate;
    EXPECT_GE(seconds, 14.9) << file.path;
    EXPECT_LE(seconds, 20.1) << file.path;
    EXPECT_GT(measure_level(mix_down(clip)).rms_dbfs, -45.0f) << file.path;
  }
  EXPECT_EQ(labels.size(), melodies().size());
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "songs.partial"));
}

TEST(SyntheticSongs, DependOnTheSeedAlone) {
  Random person({5, 0});
  Random same_person({5, 0});
  Random other_person({5, 1});
  const auto perform = [](Random& who, std::uint64_t seed) {
    Random occasion({seed});
    return Performer(who).perform(melodies()[0], Performer::Manner::whistle, occasion).channels;
  };
  const auto first = perform(person, 1);
  EXPECT_EQ(perform(same_person, 1), first);
  EXPECT_NE(perform(other_person, 1), first);
  Random again({5, 0});
  EXPECT_NE(perform(again, 2), first);
}

TEST(SyntheticSongs, LeaveAFolderThatExistsAlone) {
  const TemporaryFolder folder;
  const auto kept = folder.write("kept.txt", "");
  EXPECT_THROW(synthesize_songs(folder.path(), {.participants = 1}, 1), Error);
  EXPECT_TRUE(std::filesystem::exists(kept));
}

}  // namespace
}  // namespace earshot
