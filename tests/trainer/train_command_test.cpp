// `earshot train` as people use it, on clips that are tones: one pitch a label.
#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "data/files.h"
#include "data/program.h"
#include "model/model_file.h"
#include "trainer/temporary_folder.h"
#include "training/device.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* kRecipe = R"(
name = "tones"
seed = 3
[[data.source]]
name = "Tones"
licence = "CC0-1.0"
url = "https://example.org/tones"
layout = "audiomnist"
[split]
test = [{ takes = "0" }]
[front_end]
sample_rate = 8000
fit = { samples = 2000 }
stft = { n_fft = 256, hop_length = 128 }
mel = { bands = 16 }
compression = { kind = "log" }
scaling = { kind = "dataset" }
[network]
input = "1d"
layers = [
  { kind = "conv1d", channels = 8, kernel = 3, activation = "relu" },
  { kind = "batch_norm" },
  { kind = "mean_over_time" },
  { kind = "linear", units = 3 },
]
[training]
epochs = 8
batch_size = 4
optimizer = { kind = "adam", learning_rate = 0.02 }
[report]
confusion = "tones.png"
)";

class TrainCommand : public testing::Test {
 protected:
  TrainCommand() {
    folder_.write("tones.toml", kRecipe);
    for (const char* speaker : {"01", "02"}) {
      for (int label = 0; label < 3; ++label) {
        for (int take = 0; take < 3; ++take) {
          folder_.write(fs::path("data") / speaker /
                            (std::to_string(label) + "_" + speaker + "_" + std::to_string(take) + ".wav"),
                        tone(300.0 + 400.0 * label + 20.0 * take));
        }
      }
    }
  }

  static Clip tone(double hz) {
    Clip clip{.sample_rate = 8000, .channels = {std::vector<float>(2400)}};
    for (std::size_t i = 0; i < 2400; ++i) {
      clip.channels[0][i] =
          static_cast<float>(0.3 * std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(i) / 8000.0));
    }
    return clip;
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  ProgramResult train(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {EARSHOT_PROGRAM, "train"});
    return run_program(arguments);
  }

  ProgramResult train_into(const std::string& run, std::vector<std::string> more = {}) const {
    more.insert(more.begin(),
                {path("tones.toml"), "--data", path("data"), "--run", path(run), "--device", "cpu"});
    return train(std::move(more));
  }

  std::string text(const std::string& name) const {
    const std::vector<std::byte> bytes = read_file(path(name));
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

  TemporaryFolder folder_;
};

TEST_F(TrainCommand, LeavesAFolderThatTellsAll) {
  const ProgramResult run = train_into("run");
  ASSERT_EQ(run.exit_code, 0) << run.complaints;
  EXPECT_THAT(run.complaints, HasSubstr("Epoch 8/8  loss"));
  for (const char* name :
       {"recipe.toml", "environment.json", "history.csv", "checkpoint", "model.onnx", "model.json",
        "metrics.json", "predictions.csv", "tones.png", "curves.png", "report.html"}) {
    EXPECT_TRUE(fs::exists(path("run") + "/" + name)) << name;
  }
  EXPECT_EQ(nlohmann::json::parse(text("run/metrics.json"))["test"]["accuracy"], 1.0);
}

TEST_F(TrainCommand, TellsInTheCardWhereTheModelComesFrom) {
  ASSERT_EQ(train_into("run", {"--quiet"}).exit_code, 0);
  const ModelCard card = read_model_file(read_file(path("run/model.onnx")), "model.onnx").card;
  EXPECT_EQ(card.name, "tones");
  EXPECT_THAT(card.labels, testing::ElementsAre("0", "1", "2"));
  EXPECT_EQ(card.data_sources.at(0).licence, "CC0-1.0");
  EXPECT_EQ(card.recipe["training"]["epochs"], 8);
  EXPECT_EQ(card.metrics.at("test clips"), 6.0);
  EXPECT_EQ(card.front_end.scaling.mean.size(), 16u);
  EXPECT_EQ(parse_model_card(text("run/model.json")).self_check.logits, card.self_check.logits);
}

TEST_F(TrainCommand, GivesTheSameModelFromTheSameSeed) {
  ASSERT_EQ(train_into("a", {"--quiet"}).exit_code, 0);
  ASSERT_EQ(train_into("b", {"--quiet"}).exit_code, 0);
  ASSERT_EQ(train_into("c", {"--quiet", "--seed", "4"}).exit_code, 0);
  EXPECT_EQ(text("a/model.onnx"), text("b/model.onnx"));
  EXPECT_NE(text("a/model.onnx"), text("c/model.onnx"));
}

TEST_F(TrainCommand, ReadsItsOwnResolvedRecipe) {
  ASSERT_EQ(train_into("a", {"--quiet"}).exit_code, 0);
  const ProgramResult again = train(
      {path("a/recipe.toml"), "--data", path("data"), "--run", path("b"), "--device", "cpu", "--quiet"});
  ASSERT_EQ(again.exit_code, 0) << again.complaints;
  EXPECT_EQ(text("a/recipe.toml"), text("b/recipe.toml"));
  EXPECT_EQ(text("a/model.onnx"), text("b/model.onnx"));
}

TEST_F(TrainCommand, ResumesAFinishedRunToTheSameModel) {
  ASSERT_EQ(train_into("run", {"--quiet"}).exit_code, 0);
  const std::string model = text("run/model.onnx");
  fs::remove(path("run/model.onnx"));
  const ProgramResult resumed = train({"--resume", path("run"), "--quiet"});
  ASSERT_EQ(resumed.exit_code, 0) << resumed.complaints;
  EXPECT_EQ(text("run/model.onnx"), model);
}

TEST_F(TrainCommand, IsSilentWhenQuiet) {
  const ProgramResult run = train_into("run", {"--quiet"});
  EXPECT_EQ(run.complaints, "");
}

TEST_F(TrainCommand, NeverWritesIntoAFolderThatExists) {
  folder_.write("mine/letter.txt", "Dear friend");
  const ProgramResult run = train_into("mine");
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.complaints, HasSubstr("mine: exists already; choose another folder"));
  EXPECT_EQ(text("mine/letter.txt"), "Dear friend");
}

TEST_F(TrainCommand, WantsToKnowWhereTheRecordingsAre) {
  const ProgramResult run = train({path("tones.toml")});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.complaints, HasSubstr("--data: is missing"));
}

TEST_F(TrainCommand, ComparesTheClassesOfTheDataWithTheNetwork) {
  folder_.write("data/01/7_01_0.wav", tone(2000.0));
  const ProgramResult run = train_into("run");
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.complaints, HasSubstr("has 4 classes, but the network of tones ends with 3 logits"));
  EXPECT_FALSE(fs::exists(path("run")));
}

TEST_F(TrainCommand, ResumesNothingButRuns) {
  const ProgramResult run = train({"--resume", path("data")});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.complaints, HasSubstr("recipe.toml"));
}

TEST_F(TrainCommand, SaysWhenThereIsNoCuda) {
  if (choose_device("auto") == Device::cuda) GTEST_SKIP() << "this machine has CUDA";
  const ProgramResult run =
      train({path("tones.toml"), "--data", path("data"), "--run", path("run"), "--device", "cuda"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.complaints,
              HasSubstr("--device cuda: LibTorch finds no CUDA device here; use --device cpu"));
  EXPECT_FALSE(fs::exists(path("run")));
}

}  // namespace
}  // namespace earshot
