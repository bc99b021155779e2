// `earshot make-stream` and `earshot stream` as people use them, with the shipped model and words by
// espeak-ng.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <format>
#include <iterator>
#include <nlohmann/json.hpp>

#include "data/audio_file.h"
#include "data/files.h"
#include "data/label_track.h"
#include "data/synthetic_voices.h"
#include "inference/onnx_runtime_backend.h"
#include "inference/stream_detector.h"
#include "model/model_file.h"
#include "test_data.h"
#include "trainer/run_earshot.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;

void expect_refused(const std::vector<std::string>& arguments, const std::string& reason) {
  const Outcome run = earshot(arguments);
  EXPECT_EQ(run.status, 2) << run.output;
  EXPECT_THAT(run.complaints, AllOf(MatchesRegex("earshot: [^\n]*\n"), HasSubstr(reason)));
}

const std::string kModel = (fs::path(kTestData) / "../assets/models/digits.onnx").string();

/// A minute of digits by the voice of the page's samples, with other words in between, made once for all
/// tests below.
class SpokenStream : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    synthesize_samples(folder_->path() / "samples");
    for (int digit = 0; digit < 10; ++digit) {
      const std::string name = std::to_string(digit);
      fs::create_directories(path("digits/" + name));
      fs::rename(path("samples/" + name + ".wav"), path("digits/" + name + "/a.wav"));
    }
    folder_->write("others/house/a.wav", speak("house.", {}));
    folder_->write("others/seven/a.wav", speak("seven.", {}));
    const Outcome made = earshot(make("stream.wav"));
    ASSERT_EQ(made.status, 0) << made.complaints;
    said_ = made.output;
  }
  static void TearDownTestSuite() { delete folder_; }

  static std::string path(const std::string& name) { return (folder_->path() / name).string(); }

  static std::vector<std::string> make(const std::string& name) {
    return {"make-stream",  path(name),  "--words", path("digits"), "--others",
            path("others"), "--minutes", "1",       "--snr",        "25",
            "35",           "--seed",    "4"};
  }

  static json listen(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"stream", kModel});
    arguments.push_back("--json");
    const Outcome run = earshot(arguments);
    EXPECT_EQ(run.status, 0) << run.complaints;
    return json::parse(run.output);
  }

  inline static TemporaryFolder* folder_ = nullptr;
  inline static std::string said_ = {};
};

TEST_F(SpokenStream, IsMadeOfTheWordsAndTheOthers) {
  const auto labels = read_label_track(path("stream.txt"));
  const auto others = std::ranges::count(labels, "house", &TrackLabel::text);
  EXPECT_GT(others, 2);
  EXPECT_THAT(said_, HasSubstr(std::to_string(std::ssize(labels) - others) + " words and " +
                               std::to_string(others) + " other sounds in 1.0 minutes"));
  // "seven" is a word already, and no other.
  EXPECT_FALSE(std::ranges::contains(labels, "seven", &TrackLabel::text));
  EXPECT_EQ(read_audio_file(path("stream.wav")).samples(), 60u * 16000);
}

TEST_F(SpokenStream, IsMadeAgainFromTheSameSeed) {
  ASSERT_EQ(earshot(make("again.wav")).status, 0);
  EXPECT_EQ(read_file(path("again.wav")), read_file(path("stream.wav")));
  EXPECT_EQ(read_file(path("again.txt")), read_file(path("stream.txt")));
}

TEST_F(SpokenStream, IsNeverWrittenOverWhatIsThere) {
  expect_refused(make("stream.wav"), "stream.wav: exists already");
  folder_->write("mine.txt", "a letter");
  expect_refused(make("mine.wav"), "mine.txt: exists already");
  EXPECT_FALSE(fs::exists(path("mine.wav")));
  expect_refused(make("stream.flac"), "stream.flac: must end with .wav");
}

TEST_F(SpokenStream, NeedsRecordingsAndSense) {
  const auto with = [](std::vector<std::string> more) {
    std::vector<std::string> arguments = {"make-stream", path("new.wav"), "--words", path("digits")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  };
  expect_refused({"make-stream", path("new.wav"), "--words", path("nowhere")}, "nowhere: no such folder");
  expect_refused(with({"--others", path("digits")}), "every clip is of a class that --words has, too");
  expect_refused(with({"--noise", path("nowhere")}), "nowhere: no such recording");
  expect_refused(with({"--noise", path("digits/3")}), "3/a.wav: lies in a folder with the name of a word");
  expect_refused(with({"--snr", "20", "10"}), "--snr: LOW is above HIGH");
  expect_refused(with({"--minutes", "0"}), "--minutes");
  EXPECT_FALSE(fs::exists(path("new.wav")));
}

TEST_F(SpokenStream, HasItsWordsFound) {
  const json heard = listen({path("stream.wav"), "--labels", path("stream.txt")});
  const json& metrics = heard["metrics"];
  EXPECT_GT(metrics["words"], 10);
  EXPECT_GT(metrics["matched"]["share"], 0.8) << metrics;
  EXPECT_LT(std::abs(metrics["latency_seconds"]["median"].get<double>()), 0.3);
  EXPECT_EQ(heard["files"][0]["seconds"], 60.0);
}

TEST_F(SpokenStream, HasTheSameDetectionsInBlocksOfAnySize) {
  const json detections = listen({path("stream.wav")})["files"][0]["detections"];
  ASSERT_GT(detections.size(), 5u);
  const std::vector<std::byte> bytes = read_file(kModel);
  const ModelFile model = read_model_file(bytes, kModel);
  OnnxRuntimeBackend backend(bytes, model);
  const std::vector<float> samples = read_audio_file(path("stream.wav")).channels[0];
  for (const std::size_t block : {std::size_t{128}, std::size_t{12345}, samples.size()}) {
    StreamDetector detector(model, backend, 16000);
    std::vector<Detection> found;
    for (std::size_t begin = 0; begin < samples.size(); begin += block) {
      const std::size_t count = std::min(block, samples.size() - begin);
      std::ranges::copy(detector.push(std::span(samples).subspan(begin, count)), std::back_inserter(found));
    }
    std::ranges::copy(detector.finish(), std::back_inserter(found));
    ASSERT_EQ(found.size(), detections.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].time, detections[i]["time"]);
      EXPECT_EQ(detections[i]["label"], model.card.labels[found[i].label]);
      EXPECT_EQ(found[i].probability, detections[i]["probability"]);
    }
  }
}

TEST_F(SpokenStream, MayHaveAnotherRateAndSeveralChannels) {
  // Twice the rate by repeating samples, in two channels of which one is silent.
  Clip clip = read_audio_file(path("stream.wav"));
  Clip stereo{.sample_rate = 32000, .channels = std::vector(2, std::vector<float>(2 * clip.samples()))};
  for (std::size_t i = 0; i < stereo.samples(); ++i) stereo.channels[0][i] = clip.channels[0][i / 2];
  const std::string file = folder_->write("stereo.wav", stereo).string();
  const json metrics = listen({file, "--labels", path("stream.txt")})["metrics"];
  EXPECT_GT(metrics["matched"]["share"], 0.7) << metrics;
}

TEST_F(SpokenStream, IsMeasuredTogetherWithOthers) {
  const json one = listen({path("stream.wav"), "--labels", path("stream.txt")})["metrics"];
  const json two =
      listen({path("stream.wav"), path("stream.wav"), "--labels", path("stream.txt"), path("stream.txt")});
  EXPECT_EQ(two["files"].size(), 2u);
  EXPECT_EQ(two["metrics"]["words"], 2 * one["words"].get<int>());
  EXPECT_EQ(two["metrics"]["false_alarms"], 2 * one["false_alarms"].get<int>());
  EXPECT_EQ(two["metrics"]["false_alarms_per_hour"], one["false_alarms_per_hour"]);
}

TEST_F(SpokenStream, IsSaidInWordsAndWrittenAsALabelTrack) {
  const Outcome run = earshot({"stream", kModel, path("stream.wav"), "-o", path("heard.txt")});
  ASSERT_EQ(run.status, 0) << run.complaints;
  EXPECT_THAT(run.output, HasSubstr("verified on ONNX Runtime"));
  EXPECT_EQ(run.output.find("matched"), std::string::npos);
  const json detections = listen({path("stream.wav")})["files"][0]["detections"];
  const auto track = read_label_track(path("heard.txt"));
  ASSERT_EQ(track.size(), detections.size());
  for (std::size_t i = 0; i < track.size(); ++i) {
    EXPECT_NEAR(track[i].start, detections[i]["time"], 1e-6);
    EXPECT_EQ(track[i].end, track[i].start);
    EXPECT_EQ(detections[i]["label"], track[i].text);
    EXPECT_THAT(run.output, HasSubstr(std::format("{:.2f} s  {} ", track[i].start, track[i].text)));
  }
  EXPECT_THAT(earshot({"stream", kModel, path("stream.wav"), "--labels", path("stream.txt")}).output,
              AllOf(HasSubstr("%  matched\n"), HasSubstr("(median)"), HasSubstr("false alarms  ")));
}

TEST_F(SpokenStream, IsRefusedWithWhatIsWrong) {
  expect_refused({"stream", kModel, path("nowhere.wav")}, "nowhere.wav: cannot be opened");
  expect_refused({"stream", kModel, path("stream.txt")}, "stream.txt: is not audio");
  expect_refused({"stream", path("stream.wav"), path("stream.wav")}, "stream.wav");
  expect_refused({"stream", kModel, path("stream.wav"), "--labels", path("a"), path("b")},
                 "--labels: give one label track for each recording, in their order; there are 2 for 1");
  expect_refused({"stream", kModel, path("stream.wav"), path("stream.wav"), "-o", path("a")},
                 "--output: give one label track for each");
  folder_->write("wrong.txt", "0\t1\tone\n2\tx\ttwo\n");
  expect_refused({"stream", kModel, path("stream.wav"), "--labels", path("wrong.txt")},
                 "wrong.txt:2: the end, \"x\"");
}

}  // namespace
}  // namespace earshot
