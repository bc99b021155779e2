#include "data/noise_recordings.h"

#include <gmock/gmock.h>

#include "error.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

Clip steady(int rate, std::size_t samples, std::vector<float> levels) {
  Clip clip{.sample_rate = rate, .channels = {}};
  for (const float level : levels) clip.channels.emplace_back(samples, level);
  return clip;
}

class NoiseRecordings : public testing::Test {
 protected:
  NoiseRecordings() {
    front_end_.sample_rate = 8000;
    front_end_.mel.high_hz = 4000.0;
    folder_.write("noise/b.wav", steady(8000, 300, {0.5f, 0.25f}));
    folder_.write("noise/a.wav", steady(16000, 800, {0.5f}));
    folder_.write("noise/README", "of no sound");
    folder_.write("silent.wav", steady(8000, 100, {0.0f}));
    folder_.write("broken.wav", "not audio");
  }

  std::string complaint(const std::string& path) const {
    try {
      read_noise_recordings({path}, folder_.path(), front_end_);
    } catch (const Error& error) {
      return error.what();
    }
    return {};
  }

  TemporaryFolder folder_;
  FrontEndSpec front_end_;
};

TEST_F(NoiseRecordings, AreReadFromFilesAndFoldersAtTheModelsRate) {
  const auto noises = read_noise_recordings({"noise", "noise/b.wav"}, folder_.path(), front_end_);
  ASSERT_EQ(noises.size(), 3u);
  EXPECT_EQ(noises[0].size(), 400u);
  EXPECT_EQ(noises[1].size(), 300u);
  EXPECT_NEAR(noises[1][100], 0.375f, 1e-3f);  // the mean of its channels
  EXPECT_EQ(noises[2], noises[1]);
}

TEST_F(NoiseRecordings, AreRefusedByName) {
  using testing::HasSubstr;
  EXPECT_THAT(complaint("nowhere"), HasSubstr("nowhere: no such recording of noise or folder"));
  EXPECT_THAT(complaint("silent.wav"), HasSubstr("silent.wav: is silent"));
  EXPECT_THAT(complaint("broken.wav"), HasSubstr("broken.wav"));
}

TEST_F(NoiseRecordings, BehindALinkThatLeadsNowhereAreSaid) {
  std::filesystem::create_symlink("gone.wav", folder_.path() / "noise" / "c.wav");
  EXPECT_THAT(complaint("noise"), testing::HasSubstr("c.wav"));
  std::filesystem::create_symlink("d.wav", folder_.path() / "noise" / "d.wav");
  EXPECT_THAT(complaint("noise"), testing::HasSubstr("d.wav: cannot be looked through"));
}

}  // namespace
}  // namespace earshot
