// The program as people use it: a real process, its output and its exit status.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "data/audio_file.h"
#include "data/files.h"
#include "data/synthetic_voices.h"
#include "trainer/run_earshot.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ContainsRegex;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

/// A user's mistake: status 2, nothing on standard output, and one line on standard error.
void expect_refused(const std::vector<std::string>& arguments, const std::string& reason) {
  const Outcome run = earshot(arguments);
  EXPECT_EQ(run.status, 2) << run.complaints;
  EXPECT_EQ(run.output, "");
  EXPECT_THAT(run.complaints, AllOf(StartsWith("earshot: "), HasSubstr(reason), EndsWith("\n")));
  EXPECT_EQ(std::ranges::count(run.complaints, '\n'), 1) << run.complaints;
}

std::string text_of(const fs::path& path) {
  const std::vector<std::byte> bytes = read_file(path);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

constexpr const char* kRecipe = R"(
name = "tiny"
description = "Four voices, for tests"
seed = 1

[data]
layout = "audiomnist"
labels = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]

[split]
validation = [{ takes = "1" }]
test = [{ takes = "2" }]

[augmentation]
shift = { seconds = 0.02 }

[front_end]
sample_rate = 8000
kind = "mel"
fit = { samples = 8000, position = "center" }
stft = { n_fft = 256, hop_length = 128, win_length = 256 }
mel = { bands = 24 }
compression = { kind = "decibels", top_db = 60 }
scaling = { kind = "per_clip" }

[network]
input = "1d"
layers = [
  { kind = "conv1d", channels = 16, kernel = 5, stride = 2, activation = "relu" },
  { kind = "conv1d", channels = 16, kernel = 5, stride = 2, activation = "relu" },
  { kind = "mean_over_time" },
  { kind = "linear", units = 10 },
]

[training]
epochs = 25
batch_size = 10
optimizer = { kind = "adam", learning_rate = 0.01 }
)";

/// A tiny data set and a model trained on it, made once for all tests below.
class TrainedModel : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    const Outcome spoken =
        earshot({"synthesize", "digits", "--out", path("digits"), "--speakers", "4", "--takes", "3"});
    ASSERT_EQ(spoken.status, 0) << spoken.complaints;
    folder_->write("tiny.toml", kRecipe);
    const Outcome trained = earshot(
        {"train", path("tiny.toml"), "--data", path("digits"), "--run", path("run"), "--device", "cpu"});
    ASSERT_EQ(trained.status, 0) << trained.complaints;
  }
  static void TearDownTestSuite() { delete folder_; }

  static std::string path(const std::string& name) { return (folder_->path() / name).string(); }
  static std::string model() { return path("run/model.onnx"); }
  static std::string clip(const std::string& digit) { return path("digits/01/" + digit + "_01_2.wav"); }

  inline static TemporaryFolder* folder_ = nullptr;
};

TEST_F(TrainedModel, LearnedSomething) {
  std::istringstream history(text_of(path("run/history.csv")));
  std::string line;
  std::getline(history, line);
  std::vector<double> losses;
  while (std::getline(history, line)) losses.push_back(std::stod(line.substr(line.find(',') + 1)));
  ASSERT_EQ(losses.size(), 25u);
  EXPECT_LT(losses.back(), 0.5 * losses.front());
  const nlohmann::json metrics = nlohmann::json::parse(text_of(path("run/metrics.json")));
  EXPECT_GT(metrics["test"]["accuracy"], 0.6) << metrics;
}

TEST_F(TrainedModel, EvaluatesToWhatTheTrainerMeasured) {
  const Outcome run = earshot({"evaluate", model(), "--data", path("digits"), "--takes", "2", "--json"});
  ASSERT_EQ(run.status, 0) << run.complaints;
  const nlohmann::json measured = nlohmann::json::parse(run.output);
  const nlohmann::json trained = nlohmann::json::parse(text_of(path("run/metrics.json")))["test"];
  EXPECT_EQ(measured["clips"], 40);
  EXPECT_EQ(measured["confusion"], trained["confusion"]);
  EXPECT_NEAR(measured["loss"], trained["loss"], 1e-4);
  EXPECT_EQ(measured["predictions"].size(), 40u);
  EXPECT_EQ(measured["speakers"].size(), 4u);
  EXPECT_TRUE(measured["self_check"]["verified"]);
}

TEST_F(TrainedModel, EvaluatesFoldersNamedByClassAtOtherRates) {
  // The same recordings, twice as many samples each, in folders named by words.
  for (const auto& [digit, word] : {std::pair("3", "three"), {"8", "eight"}}) {
    Clip sound = read_audio_file(clip(digit));
    sound.sample_rate *= 2;
    const std::vector<float> samples = std::move(sound.channels[0]);
    sound.channels[0].clear();
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const float next = i + 1 < samples.size() ? samples[i + 1] : 0.0f;
      sound.channels[0].insert(sound.channels[0].end(), {samples[i], 0.5f * (samples[i] + next)});
    }
    folder_->write(std::string("words/") + word + "/a recording.wav", sound);
  }
  const Outcome run = earshot({"evaluate", model(), "--data", path("words"), "--out", path("measured")});
  ASSERT_EQ(run.status, 0) << run.complaints;
  EXPECT_THAT(run.output, HasSubstr("(2 of 2;"));
  EXPECT_THAT(text_of(path("measured/predictions.csv")),
              AllOf(StartsWith("file,speaker,truth,prediction,0,1,2"), HasSubstr("a recording.wav,,3,3,")));
  EXPECT_THAT(text_of(path("measured/confusion.png")), StartsWith("\x89PNG"));
  EXPECT_EQ(nlohmann::json::parse(text_of(path("measured/metrics.json")))["accuracy"], 1.0);
}

TEST_F(TrainedModel, WantsToKnowAboutClassesThatItHasNot) {
  for (const char* name : {"0", "cat", "dog"}) fs::create_directories(folder_->path() / "animals" / name);
  for (const char* name : {"0", "cat", "dog"})
    fs::copy_file(clip("0"), folder_->path() / "animals" / name / "x.wav");
  const Outcome refused = earshot({"evaluate", model(), "--data", path("animals")});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.complaints, HasSubstr("classes that are not labels: cat, dog; the labels are 0, 1, 2"));
  const Outcome ignored =
      earshot({"evaluate", model(), "--data", path("animals"), "--other-labels", "ignore"});
  EXPECT_EQ(ignored.status, 0);
  EXPECT_THAT(ignored.complaints, HasSubstr("ignored 2 clips"));
  EXPECT_THAT(ignored.output, HasSubstr("of 1;"));
}

TEST_F(TrainedModel, IsMeasuredInNoiseAndByExcerpts) {
  const std::string data = path("digits");
  const Outcome clean = earshot({"evaluate", model(), "--data", data, "--json"});
  ASSERT_EQ(clean.status, 0) << clean.complaints;
  const Outcome noisy = earshot({"evaluate", model(), "--data", data, "--json", "--snr", "-20"});
  ASSERT_EQ(noisy.status, 0) << noisy.complaints;
  EXPECT_LT(nlohmann::json::parse(noisy.output)["accuracy"], nlohmann::json::parse(clean.output)["accuracy"]);
  const Outcome cut = earshot({"evaluate", model(), "--data", data, "--json", "--excerpts", "0.05"});
  ASSERT_EQ(cut.status, 0) << cut.complaints;
  EXPECT_GT(nlohmann::json::parse(cut.output)["clips"], nlohmann::json::parse(clean.output)["clips"]);

  expect_refused({"evaluate", model(), "--data", data, "--snr", "5", "--noise", "nowhere"},
                 "nowhere: no such recording of noise or folder");
  expect_refused({"evaluate", model(), "--data", data, "--noise", "pink"}, "--noise requires --snr");
  expect_refused({"evaluate", model(), "--data", data, "--other-labels", "rest"},
                 "the model has no label \"rest\"");
}

TEST_F(TrainedModel, HearsItsAugmentation) {
  const Outcome run =
      earshot({"augment", path("tiny.toml"), "--data", path("digits"), "--out", path("heard"), "--set",
               "augmentation.gain={ decibels = [-6, 6] }", "--clips", "2", "--variants", "3"});
  ASSERT_EQ(run.status, 0) << run.complaints;
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(path("heard"))) names.push_back(entry.path().filename());
  std::ranges::sort(names);
  ASSERT_EQ(names.size(), 8u);
  EXPECT_THAT(names[3], AllOf(StartsWith("001-0-"), EndsWith("-original.wav")));
  EXPECT_NE(read_audio_file(path("heard/" + names[0])).channels,
            read_audio_file(path("heard/" + names[1])).channels);
  EXPECT_THAT(
      earshot({"augment", path("tiny.toml"), "--data", path("digits"), "--out", path("heard")}).complaints,
      HasSubstr("heard"));
  EXPECT_THAT(earshot({"augment", "s4-mfcc", "--data", path("digits"), "--out", path("x")}).complaints,
              HasSubstr("s4-mfcc: has no [augmentation]"));
}

TEST_F(TrainedModel, ClassifiesFiles) {
  const Outcome text = earshot({"classify", model(), clip("7"), clip("2")});
  EXPECT_EQ(text.status, 0) << text.complaints;
  EXPECT_THAT(text.output, HasSubstr("verified on ONNX Runtime"));
  EXPECT_THAT(text.output, HasSubstr("7_01_2.wav: 7\n"));
  EXPECT_THAT(text.output, HasSubstr("2_01_2.wav: 2\n"));

  const Outcome json = earshot({"classify", model(), clip("7"), "--json"});
  const nlohmann::json file = nlohmann::json::parse(json.output)["files"][0];
  EXPECT_EQ(file["label"], "7");
  double sum = 0.0;
  for (const auto& [label, probability] : file["probabilities"].items()) sum += probability.get<double>();
  EXPECT_NEAR(sum, 1.0, 1e-5);
  EXPECT_EQ(file["logits"].size(), 10u);
}

TEST_F(TrainedModel, SaysWhichFilesItCannotReadAndGoesOn) {
  const std::string empty = folder_->write("bad/empty.wav", "").string();
  const std::string letter = folder_->write("bad/letter.flac", "Dear friend").string();
  const Outcome run = earshot({"classify", model(), empty, clip("7"), letter, path("bad/nowhere.wav")});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.output, HasSubstr("7_01_2.wav: 7\n"));
  EXPECT_THAT(run.complaints, ContainsRegex("^earshot: [^\n]*empty.wav: is empty\n"
                                            "earshot: [^\n]*letter.flac: is not audio[^\n]*\n"
                                            "earshot: [^\n]*nowhere.wav: cannot be opened[^\n]*\n$"));
}

TEST_F(TrainedModel, ClassifiesClipsThatAreTooShortTooLongOrSilent) {
  const auto clip_of = [](std::size_t samples, float value) {
    return Clip{.sample_rate = 44100, .channels = {std::vector(samples, value)}};
  };
  const Outcome run = earshot({"classify", model(), folder_->write("odd/one.wav", clip_of(1, 0.5f)).string(),
                               folder_->write("odd/silent.wav", clip_of(44100, 0.0f)).string(),
                               folder_->write("odd/minute.wav", clip_of(60 * 44100, 0.25f)).string()});
  EXPECT_EQ(run.status, 0) << run.complaints;
  EXPECT_EQ(run.output.find("nan"), std::string::npos) << run.output;
}

TEST_F(TrainedModel, ShowsAFailedSelfCheckAndSaysSoByItsStatus) {
  std::string bytes = text_of(model());
  const std::size_t logits = bytes.find('[', bytes.find("\"logits\""));
  const std::size_t digit = bytes.find_first_of("0123456789", logits);
  bytes[digit] = bytes[digit] == '9' ? '1' : static_cast<char>(bytes[digit] + 1);
  const std::string forged = folder_->write("forged.onnx", bytes).string();
  const Outcome run = earshot({"classify", forged, clip("7")});
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.output, AllOf(HasSubstr("NOT VERIFIED"), HasSubstr("7_01_2.wav: 7\n")));
  EXPECT_THAT(run.complaints, HasSubstr("self-check failed"));
  EXPECT_EQ(earshot({"evaluate", forged, "--data", path("digits"), "--takes", "2"}).status, 1);
}

TEST_F(TrainedModel, GivesItsFeatures) {
  for (const std::vector<std::string>& source :
       {std::vector<std::string>{"--model", model()}, {"--recipe", path("tiny.toml")}}) {
    std::vector<std::string> arguments = {"features", clip("7"), "-o", path("features.npy")};
    arguments.insert(arguments.end(), source.begin(), source.end());
    const Outcome run = earshot(arguments);
    EXPECT_EQ(run.status, 0) << run.complaints;
    EXPECT_THAT(text_of(path("features.npy")), HasSubstr("'shape': (24, 63, )"));
  }
  expect_refused({"features", clip("7"), "-o", path("features.npy")}, "required");
}

TEST_F(TrainedModel, RefusesFilesThatAreNoModels) {
  expect_refused({"classify", path("nowhere.onnx"), clip("7")}, "nowhere.onnx: cannot be opened");
  expect_refused({"classify", clip("7"), clip("7")}, "7_01_2.wav");
  const std::string model_bytes = text_of(model());
  const std::string half =
      folder_->write("half.onnx", model_bytes.substr(0, model_bytes.size() / 2)).string();
  expect_refused({"classify", half, clip("7")}, "half.onnx");
  expect_refused({"evaluate", half, "--data", path("digits")}, "half.onnx");
}

TEST_F(TrainedModel, StopsAtDataThatCannotBeRead) {
  expect_refused({"evaluate", model(), "--data", path("nowhere")}, "nowhere: no such folder");
  expect_refused({"evaluate", model(), "--data", path("digits"), "--takes", "99"},
                 "no clips left of the takes 99");
  expect_refused({"evaluate", model(), "--data", path("digits"), "--takes", "x"},
                 "is not a list of whole numbers");
  expect_refused({"evaluate", model(), "--data", path("digits"), "--layout", "folder"},
                 "layout \"folder\" is unknown");
}

TEST(CommandLine, RefusesAWrongRecipeByFileLineAndKey) {
  const TemporaryFolder folder;
  std::string recipe = kRecipe;
  recipe.replace(recipe.find("batch_size"), 10, "batch_sice");
  const std::string file = folder.write("wrong.toml", recipe).string();
  const auto line = std::to_string(1 + std::ranges::count(recipe.substr(0, recipe.find("batch_sice")), '\n'));
  expect_refused({"train", file, "--data", folder.path().string(), "--run", (folder.path() / "run").string()},
                 "wrong.toml:" + line + ": training.batch_sice");
  EXPECT_FALSE(fs::exists(folder.path() / "run"));
}

TEST(CommandLine, ExplainsItself) {
  const Outcome all = earshot({"--help"});
  EXPECT_EQ(all.status, 0);
  for (const char* command : {"explore", "synthesize", "features", "augment", "train", "evaluate", "classify",
                              "stream", "make-stream"}) {
    EXPECT_THAT(all.output, HasSubstr(command));
    const Outcome one = earshot({command, "--help"});
    EXPECT_EQ(one.status, 0) << command;
    EXPECT_THAT(one.output, AllOf(HasSubstr("Example"), HasSubstr(std::string("earshot ") + command)))
        << command;
  }
  EXPECT_THAT(earshot({"--version"}).output, ContainsRegex("^[0-9]+\\.[0-9]+\\.[0-9]+\n$"));
}

TEST(CommandLine, RefusesWhatItDoesNotKnow) {
  expect_refused({}, "which command? see earshot --help");
  expect_refused({"transmogrify"}, "transmogrify");
  expect_refused({"explore"}, "DIR is required");
  expect_refused({"explore", "a", "b"}, "b");
  expect_refused({"explore", "nowhere"}, "nowhere: no such folder");
  expect_refused({"synthesize"}, "digits, words, neural or songs");
  expect_refused({"synthesize", "digits"}, "--out");
  expect_refused({"synthesize", "digits", "--out", "x", "--speakers", "0"}, "--speakers");
  expect_refused({"synthesize", "songs", "--out", "x", "--participants", "0"}, "--participants");
  expect_refused({"synthesize", "neural", "--out", "x", "--network", "nowhere"}, "nowhere");
}

TEST(CommandLine, ExploresAFolder) {
  const TemporaryFolder folder;
  const auto noise = [](int rate, std::size_t samples, float level) {
    Clip clip{.sample_rate = rate, .channels = {std::vector<float>(samples)}};
    for (std::size_t i = 0; i < samples; ++i) clip.channels[0][i] = i % 2 ? level : -level;
    return clip;
  };
  folder.write("01/0_01_0.wav", noise(8000, 4000, 0.5f));
  folder.write("01/1_01_0.wav", noise(8000, 2000, 0.5f));
  folder.write("02/1_02_0.wav", noise(48000, 24000, 0.5f));
  folder.write("02/0_02_0.wav", noise(8000, 3000, 0.0f));
  folder.write("02/0_02_1.wav", "not audio");
  folder.write("README", "");
  const Outcome run = earshot({"explore", folder.path().string(), "--json"});
  ASSERT_EQ(run.status, 0) << run.complaints;
  const nlohmann::json json = nlohmann::json::parse(run.output);
  EXPECT_EQ(json["layout"], "audiomnist");
  EXPECT_EQ(json["files"], 6);
  EXPECT_EQ(json["clips"], 5);
  EXPECT_EQ(json["longest"]["samples"], 24000);
  EXPECT_EQ(json["shortest"]["samples"], 2000);
  EXPECT_EQ(json["classes"][0], (nlohmann::json{{"name", "0"}, {"clips", 3}, {"seconds", 0.875}}));
  EXPECT_EQ(json["speakers"][1]["clips"], 3);
  EXPECT_EQ(json["sample_rates"][1], (nlohmann::json{{"sample_rate", 48000}, {"clips", 1}}));
  EXPECT_EQ(json["broken"].size(), 1u);
  EXPECT_THAT(json["silent"][0].get<std::string>(), EndsWith("0_02_0.wav"));

  const Outcome at_rate = earshot({"explore", folder.path().string(), "--json", "--rate", "22050"});
  EXPECT_EQ(nlohmann::json::parse(at_rate.output)["longest"]["samples"], 11025);
  EXPECT_NEAR(json["loudest"]["level_dbfs"], -6.02, 0.01);
  EXPECT_EQ(json["quietest"]["level_dbfs"], -120.0);
  const std::string plot = (folder.path() / "plot.png").string();
  EXPECT_THAT(earshot({"explore", folder.path().string(), "--plot", plot}).output,
              AllOf(HasSubstr("files     6, of which 5 clips"), HasSubstr("1 broken files\n"),
                    HasSubstr("speaker  clips")));
  EXPECT_TRUE(std::filesystem::exists(plot));
}

}  // namespace
}  // namespace earshot
