// `earshot train` as people use it, on clips that are tones: one pitch a label.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "data/files.h"
#include "data/program.h"
#include "model/model_file.h"
#include "trainer/earshot_program.h"
#include "trainer/temporary_folder.h"
#include "trainer/tones.h"
#include "training/device.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class TrainCommand : public testing::Test {
 protected:
  TrainCommand() {
    folder_.write("tones.toml", kTonesRecipe);
    write_tones(folder_, "data");
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  ProgramResult train(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {kEarshotProgram, "train"});
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
  const nlohmann::json metrics = nlohmann::json::parse(text("run/metrics.json"));
  EXPECT_EQ(metrics["test"]["accuracy"], 1.0);
  EXPECT_GE(metrics["training"]["training_loss"], metrics["training"]["lowest_training_loss"]["loss"]);
}

TEST_F(TrainCommand, TellsInTheCardWhereTheModelComesFrom) {
  ASSERT_EQ(train_into("run", {"--quiet"}).exit_code, 0);
  const ModelCard card = read_model_file(read_file(path("run/model.onnx")), "model.onnx").card;
  EXPECT_EQ(card.name, "tones");
  EXPECT_THAT(card.labels, testing::ElementsAre("0", "1", "2"));
  EXPECT_EQ(card.data_sources.at(0).licence, "CC0-1.0");
  EXPECT_EQ(card.recipe["training"]["epochs"], 8);
  EXPECT_EQ(card.metrics.at("test clips"), 6.0);
  EXPECT_EQ(card.front_end->scaling.mean.size(), 16u);
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

TEST_F(TrainCommand, FindsBrokenTestClipsBeforeItTrains) {
  for (const char* name : {"0_01_0", "1_01_0", "2_01_0"}) {
    folder_.write(fs::path("data/01") / (std::string(name) + ".wav"), "not audio");
  }
  const ProgramResult run = train_into("run");
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.complaints, HasSubstr("files cannot be read so far, which is too many"));
  EXPECT_FALSE(fs::exists(path("run")));
}

TEST_F(TrainCommand, TakesNoDataForNumbersThatItGenerates) {
  const ProgramResult run = train({"s3-gaussians", "--data", path("data"), "--run", path("run")});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.complaints, HasSubstr("--data: s3-gaussians learns from numbers that it generates"));
  EXPECT_FALSE(fs::exists(path("run")));
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
  EXPECT_THAT(run.complaints,
              HasSubstr("the network must end with one logit for each of 4 labels, ends with 3"));
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
