#include "data/audio_file.h"

#include <gmock/gmock.h>
#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>

#include "data/recordings.h"
#include "error.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Clip tone(int rate, std::size_t samples) {
  Clip clip{.sample_rate = rate, .channels = {std::vector<float>(samples)}};
  for (std::size_t i = 0; i < samples; ++i) {
    clip.channels[0][i] =
        0.5f * static_cast<float>(std::sin(2.0 * std::numbers::pi * 440.0 * static_cast<double>(i) / rate));
  }
  return clip;
}

std::filesystem::path write_with_sndfile(const TemporaryFolder& folder, const char* name, int format,
                                         const std::vector<float>& interleaved, int channels, int rate) {
  const auto path = folder.path() / name;
  SF_INFO info{
      .frames = 0, .samplerate = rate, .channels = channels, .format = format, .sections = 0, .seekable = 0};
  SNDFILE* file = sf_open(path.c_str(), SFM_WRITE, &info);
  EXPECT_TRUE(file) << sf_strerror(nullptr);
  sf_writef_float(file, interleaved.data(), static_cast<sf_count_t>(interleaved.size()) / channels);
  sf_close(file);
  return path;
}

std::string read(const std::filesystem::path& path) {
  std::string bytes(std::filesystem::file_size(path), '\0');
  std::ifstream(path, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

std::string complaint(const std::filesystem::path& path) {
  try {
    read_audio_file(path);
  } catch (const Error& error) {
    EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
    return error.what();
  }
  return "no complaint";
}

TEST(AudioFile, ReadsWav) {
  const TemporaryFolder folder;
  const Clip clip = read_audio_file(folder.write("a.wav", tone(8000, 100)));
  EXPECT_EQ(clip.sample_rate, 8000);
  ASSERT_EQ(clip.samples(), 100u);
  EXPECT_NEAR(clip.channels[0][5], 0.5 * std::sin(2.0 * std::numbers::pi * 440.0 * 5 / 8000), 1.0 / 32768);
}

TEST(AudioFile, ReadsFlacChannelByChannel) {
  const TemporaryFolder folder;
  const auto path = write_with_sndfile(folder, "a.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16,
                                       {0.5f, -0.25f, 0.125f, 0.0f}, 2, 44100);
  const Clip clip = read_audio_file(path);
  EXPECT_EQ(clip.sample_rate, 44100);
  EXPECT_THAT(clip.channels, ElementsAre(ElementsAre(0.5f, 0.125f), ElementsAre(-0.25f, 0.0f)));
}

TEST(AudioFile, ReadsOgg) {
  const TemporaryFolder folder;
  const std::vector<float> sound = tone(16000, 16000).channels[0];
  const auto path = write_with_sndfile(folder, "a.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, sound, 1, 16000);
  const Clip clip = read_audio_file(path);
  ASSERT_EQ(clip.samples(), sound.size());
  EXPECT_NEAR(clip.channels[0][8000], sound[8000], 0.02);
}

TEST(AudioFile, ReadsOneSample) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_audio_file(folder.write("a.wav", tone(8000, 1))).samples(), 1u);
}

TEST(AudioFile, GoesByContentNotByName) {
  const TemporaryFolder folder;
  write_with_sndfile(folder, "a.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, {0.5f, 0.25f}, 1, 8000);
  std::filesystem::rename(folder.path() / "a.flac", folder.path() / "a.wav");
  EXPECT_EQ(read_audio_file(folder.path() / "a.wav").samples(), 2u);
}

TEST(AudioFile, SaysInOneLineWhatIsWrong) {
  const TemporaryFolder folder;
  EXPECT_THAT(complaint(folder.path() / "nowhere.wav"),
              HasSubstr("nowhere.wav: cannot be opened: No such file"));
  EXPECT_THAT(complaint(folder.path()), HasSubstr("is a folder"));
  EXPECT_THAT(complaint(folder.write("empty.wav", "")), HasSubstr("empty.wav: is empty"));
  EXPECT_THAT(complaint(folder.write("text.wav", "This is a letter, not a recording.")),
              HasSubstr("is not audio"));
  EXPECT_THAT(complaint(folder.write("none.wav", tone(8000, 0))), HasSubstr("no samples"));
}

TEST(AudioFile, NoticesTruncation) {
  const TemporaryFolder folder;
  const std::string wav = read(folder.write("whole.wav", tone(8000, 1000)));
  EXPECT_THAT(complaint(folder.write("cut.wav", wav.substr(0, 900))), HasSubstr("cut short"));
  EXPECT_THAT(complaint(folder.write("header.wav", wav.substr(0, 20))), HasSubstr("cut short"));

  const auto whole = write_with_sndfile(folder, "whole.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16,
                                        tone(8000, 50000).channels[0], 1, 8000);
  const std::string flac = read(whole);
  EXPECT_THAT(complaint(folder.write("cut.flac", flac.substr(0, flac.size() / 2))),
              HasSubstr("is truncated"));
}

TEST(AudioFile, RefusesNumbersThatAreNotFinite) {
  const TemporaryFolder folder;
  const std::vector<float> bad = {0.0f, std::numeric_limits<float>::quiet_NaN(), 0.0f, 0.0f};
  EXPECT_THAT(complaint(write_with_sndfile(folder, "nan.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT, bad, 1, 8000)),
              HasSubstr("nan.wav"));
  EXPECT_THAT(complaint(write_with_sndfile(folder, "nan.au", SF_FORMAT_AU | SF_FORMAT_FLOAT, bad, 1, 8000)),
              HasSubstr("not finite"));
}

TEST(AudioFile, RefusesTenHours) {
  const TemporaryFolder folder;
  const auto whole =
      write_with_sndfile(folder, "a.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, {0.5f, 0.25f}, 1, 8000);
  std::string flac = read(whole);
  // The low 32 bits of STREAMINFO's number of samples, high byte first (RFC 9639, section 8.2).
  const std::uint32_t claimed = 10u * 3600u * 8000u;
  for (std::size_t i = 0; i < 4; ++i) flac[22 + i] = static_cast<char>(claimed >> (24 - 8 * i));
  EXPECT_THAT(complaint(folder.write("long.flac", flac)), HasSubstr("long.flac: holds 600 minutes of audio"));
}

TEST(AudioFile, DoesNotTrustAHeaderThatClaimsTenHours) {
  const TemporaryFolder folder;
  std::string wav = read(folder.write("whole.wav", tone(8000, 1000)));
  const std::uint32_t claimed = 10u * 3600u * 8000u * 2u;
  std::memcpy(wav.data() + 40, &claimed, 4);
  EXPECT_THAT(complaint(folder.write("claims.wav", wav)), HasSubstr("cut short"));
}

TEST(AudioFile, RefusesHugeFilesUnread) {
  const TemporaryFolder folder;
  const auto path = folder.write("huge.wav", "RIFF");
  std::filesystem::resize_file(path, std::uintmax_t{3} << 30);  // a hole: it takes no room on the disk
  EXPECT_THAT(complaint(path), HasSubstr("larger than a gigabyte"));
}

TEST(AudioReader, GivesPieceByPieceWhatTheFileHolds) {
  const TemporaryFolder folder;
  const Clip clip = tone(8000, 20000);
  for (const auto& path :
       {folder.write("a.wav", clip),
        write_with_sndfile(folder, "a.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, clip.channels[0], 2, 8000),
        write_with_sndfile(folder, "a.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, clip.channels[0], 1, 16000)}) {
    const Clip whole = read_audio_file(path);
    AudioReader reader(path);
    EXPECT_EQ(reader.sample_rate(), whole.sample_rate);
    EXPECT_EQ(reader.samples(), whole.samples());
    Clip pieces{.sample_rate = whole.sample_rate,
                .channels = std::vector<std::vector<float>>(whole.channels.size())};
    for (Clip piece = reader.read(3001); piece.samples() > 0; piece = reader.read(3001)) {
      EXPECT_EQ(piece.sample_rate, whole.sample_rate);
      for (std::size_t i = 0; i < piece.channels.size(); ++i)
        pieces.channels[i].insert(pieces.channels[i].end(), piece.channels[i].begin(),
                                  piece.channels[i].end());
    }
    EXPECT_EQ(pieces.channels, whole.channels) << path;
    EXPECT_EQ(reader.read(10).samples(), 0u);
  }
}

TEST(AudioReader, NoticesWhatOnlyDecodingTells) {
  const TemporaryFolder folder;
  const auto path = write_with_sndfile(folder, "a.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16,
                                       tone(8000, 50000).channels[0], 1, 8000);
  const std::string flac = read(path);
  AudioReader reader(folder.write("cut.flac", flac.substr(0, flac.size() / 2)));
  EXPECT_EQ(reader.read(8000).samples(), 8000u);
  EXPECT_THROW(reader.read(42000), Error);
}

TEST(AudioReader, RefusesWhatIsNoRecording) {
  const TemporaryFolder folder;
  for (const auto& path : {folder.path() / "nowhere.wav", folder.path(), folder.write("empty.wav", ""),
                           folder.write("text.wav", "This is a letter, not a recording.")})
    EXPECT_THROW(AudioReader{path}, Error) << path;
}

Dataset folder_of(const std::vector<std::filesystem::path>& files) {
  Dataset dataset{.labels = {"x"}};
  for (const auto& file : files) dataset.clips.push_back({.path = file, .label = "x"});
  return dataset;
}

FrontEndSpec at(int sample_rate, int channels = 1) {
  FrontEndSpec spec;
  spec.sample_rate = sample_rate;
  spec.channels = channels;
  spec.kind = FeatureKind::waveform;
  return spec;
}

TEST(Recordings, AreMonoAtOneRate) {
  const TemporaryFolder folder;
  Clip stereo = tone(8000, 800);
  stereo.channels.push_back(std::vector<float>(800));
  const Dataset dataset =
      folder_of({folder.write("a.wav", stereo), folder.write("b.wav", tone(48000, 4800))});
  const Recordings recordings = read_recordings(dataset, at(16000), 2);
  ASSERT_EQ(recordings.sounds.size(), 2u);
  for (const Clip& sound : recordings.sounds) {
    EXPECT_EQ(sound.sample_rate, 16000);
    EXPECT_EQ(sound.channels.size(), 1u);
    EXPECT_EQ(sound.samples(), 1600u);
  }
  EXPECT_NEAR(*std::ranges::max_element(recordings.sounds[0].channels[0]), 0.25, 0.01);
}

TEST(Recordings, KeepTheChannelsThatTheFrontEndTakes) {
  const TemporaryFolder folder;
  Clip stereo = tone(8000, 800);
  stereo.channels.push_back(std::vector<float>(800, 0.125f));
  const Dataset dataset =
      folder_of({folder.write("mono.wav", tone(8000, 800)), folder.write("stereo.wav", stereo)});
  const Recordings recordings = read_recordings(dataset, at(8000, 2), 1);
  ASSERT_EQ(recordings.sounds.size(), 2u);
  EXPECT_EQ(recordings.sounds[0].channels[0], recordings.sounds[0].channels[1]);
  EXPECT_EQ(recordings.sounds[1].channels[1], std::vector<float>(800, 0.125f));
}

TEST(Recordings, NeedNoStatisticsThatAreStillToBeMeasured) {
  const TemporaryFolder folder;
  FrontEndSpec spec = at(8000);
  spec.scaling.kind = ScalingSpec::Kind::dataset;
  EXPECT_EQ(read_recordings(folder_of({folder.write("a.wav", tone(8000, 9))}), spec, 1).sounds.size(), 1u);
}

TEST(Recordings, NameTheLabelThatCannotBeReadAtAll) {
  const TemporaryFolder folder;
  Dataset dataset = folder_of({folder.write("a.wav", ""), folder.write("b.wav", tone(8000, 10))});
  dataset.labels = {"x", "y"};
  dataset.clips[0].label = "y";
  try {
    read_recordings(dataset, at(8000), 1);
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("a.wav: is empty; no clip of label \"y\" can be read"));
  }
}

TEST(Recordings, NameTheFewThatCannotBeReadAndGoOn) {
  const TemporaryFolder folder;
  const Dataset dataset = folder_of({folder.write("a.wav", ""), folder.write("b.wav", tone(8000, 10))});
  const Recordings recordings = read_recordings(dataset, at(8000), 1);
  EXPECT_THAT(recordings.unreadable, ElementsAre(HasSubstr("a.wav: is empty")));
  ASSERT_EQ(recordings.dataset.clips.size(), 1u);
  EXPECT_EQ(recordings.dataset.clips[0].path.filename(), "b.wav");
  EXPECT_EQ(recordings.sounds.size(), 1u);
}

TEST(Recordings, StopWhenManyCannotBeRead) {
  const TemporaryFolder folder;
  std::vector<std::filesystem::path> files = {folder.write("good.wav", tone(8000, 10))};
  for (int i = 0; i < 3; ++i) files.push_back(folder.write("bad" + std::to_string(i) + ".wav", "no"));
  EXPECT_THROW(read_recordings(folder_of(files), at(8000), 2), Error);
}

TEST(Recordings, TellTheirProgress) {
  const TemporaryFolder folder;
  const Dataset dataset =
      folder_of({folder.write("a.wav", tone(8000, 9)), folder.write("b.wav", tone(8000, 9))});
  std::vector<std::size_t> told;
  read_recordings(dataset, at(8000), 2, [&](std::size_t done, std::size_t total) {
    EXPECT_EQ(total, 2u);
    told.push_back(done);
  });
  EXPECT_THAT(told, ElementsAre(1, 2));
}

}  // namespace
}  // namespace earshot
