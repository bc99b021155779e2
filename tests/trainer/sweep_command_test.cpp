// `earshot sweep` as people use it, on clips that are tones.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "data/files.h"
#include "data/program.h"
#include "recipe/recipe.h"
#include "trainer/earshot_program.h"
#include "trainer/temporary_folder.h"
#include "trainer/tones.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class SweepCommand : public testing::Test {
 protected:
  SweepCommand() {
    folder_.write("tones.toml", kTonesRecipe);
    write_tones(folder_, "data");
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  ProgramResult sweep(std::vector<std::string> more) const {
    std::vector<std::string> arguments = {kEarshotProgram,
                                          "sweep",
                                          path("tones.toml"),
                                          "--data",
                                          path("data"),
                                          "--out",
                                          path("out"),
                                          "--device",
                                          "cpu",
                                          "--threads",
                                          "1",
                                          "--set",
                                          R"(split.validation=[{ takes = "1" }])"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }

  static std::string output(const ProgramResult& run) {
    return {reinterpret_cast<const char*>(run.output.data()), run.output.size()};
  }

  TemporaryFolder folder_;
};

const std::string kRates = "training.optimizer.learning_rate=[1e-6, 0.02]";

TEST_F(SweepCommand, SortsEveryCombinationByItsValidation) {
  const ProgramResult run =
      sweep({"--grid", kRates, "--grid", "network.layers[1].channels=[4, 8]", "--json", "--quiet"});
  ASSERT_EQ(run.exit_code, 0) << run.complaints;
  EXPECT_EQ(run.complaints, "");
  const nlohmann::json trials = nlohmann::json::parse(output(run));
  ASSERT_EQ(trials.size(), 4u);
  const auto accuracy = [&](std::size_t i) { return trials[i]["validation_accuracy"]["mean"].get<double>(); };
  for (std::size_t i = 1; i < 4; ++i) EXPECT_GE(accuracy(i - 1), accuracy(i));
  EXPECT_EQ(trials[0]["settings"]["training.optimizer.learning_rate"], "0.02");
  const Recipe best = load_recipe(path("out/best.toml"));
  EXPECT_EQ(best.training.optimizer.learning_rate, 0.02);
  EXPECT_EQ(best.seed, 3u);
  EXPECT_TRUE(fs::exists(path("out/trials.png")));
  const std::vector<std::byte> csv = read_file(path("out/trials.csv"));
  EXPECT_THAT(std::string(reinterpret_cast<const char*>(csv.data()), csv.size()),
              StartsWith("trial,training.optimizer.learning_rate,network.layers[1].channels,seeds,"));
}

TEST_F(SweepCommand, NeverReadsATestClip) {
  for (const char* speaker : {"01", "02"}) {
    for (const char* label : {"0", "1", "2"}) {
      folder_.write(fs::path("data") / speaker / (std::string(label) + "_" + speaker + "_0.wav"),
                    "not audio");
    }
  }
  const ProgramResult run = sweep({"--grid", kRates, "--set", "training.epochs=1"});
  ASSERT_EQ(run.exit_code, 0) << run.complaints;
  EXPECT_THAT(output(run), HasSubstr("Test it, once, with: earshot train " + path("out/best.toml")));
  const nlohmann::json metrics = read_json(path("out/trial-001-seed-3/metrics.json"));
  EXPECT_TRUE(metrics.contains("validation"));
  EXPECT_FALSE(metrics.contains("test"));
  EXPECT_FALSE(fs::exists(path("out/trial-001-seed-3/checkpoint")));
}

TEST_F(SweepCommand, GoesOnWhereItWasInterruptedAndTakesMoreTrialsAndSeeds) {
  const std::vector<std::string> two = {"--random", "network.layers[1].channels={ low = 2, high = 30 }",
                                        "--trials", "2",
                                        "--set",    "training.epochs=1"};
  ASSERT_EQ(sweep(two).exit_code, 0);
  const auto written = fs::last_write_time(path("out/trial-002-seed-3/metrics.json"));
  fs::remove(path("out/trial-001-seed-3/metrics.json"));
  std::vector<std::string> more = two;
  more[3] = "3";
  more.insert(more.end(), {"--seeds", "3,4", "--jobs", "2"});
  const ProgramResult again = sweep(more);
  ASSERT_EQ(again.exit_code, 0) << again.complaints;
  EXPECT_THAT(again.complaints, HasSubstr("1 of 6 runs are finished already"));
  EXPECT_THAT(again.complaints, HasSubstr("6 of 6 runs"));
  EXPECT_THAT(output(again), HasSubstr("±"));
  EXPECT_EQ(fs::last_write_time(path("out/trial-002-seed-3/metrics.json")), written);

  std::vector<std::string> other = two;
  other[1] = "network.layers[1].channels={ low = 2, high = 31 }";
  EXPECT_THAT(sweep(other).complaints, HasSubstr("was begun with another random.0"));
}

TEST_F(SweepCommand, RanksATrialThatDivergesLast) {
  const ProgramResult run =
      sweep({"--grid", "training.optimizer.learning_rate=[50.0, 1e-6]", "--json", "--set",
             R"(training.optimizer.kind="sgd")", "--set", R"(front_end.compression.kind="none")", "--set",
             R"(front_end.scaling.kind="none")", "--set", R"(network.layers[2]={ kind = "flatten" })",
             "--set", R"(network.layers[3]={ kind = "linear", units = 10 })"});
  ASSERT_EQ(run.exit_code, 0) << run.complaints;
  const nlohmann::json trials = nlohmann::json::parse(output(run));
  EXPECT_EQ(trials[0]["settings"]["training.optimizer.learning_rate"], "1e-6");
  EXPECT_THAT(trials[1]["problem"].get<std::string>(), HasSubstr("not a finite number"));
}

TEST_F(SweepCommand, RefusesWhatCannotBeDoneBeforeItBegins) {
  const auto complaint = [&](const std::vector<std::string>& arguments) {
    const ProgramResult run = sweep(arguments);
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_FALSE(fs::exists(path("out")));
    return run.complaints;
  };
  EXPECT_THAT(complaint({}), HasSubstr("which keys?"));
  EXPECT_THAT(complaint({"--grid", "network.layers[1].kernel=[3, 100]"}),
              HasSubstr("with network.layers[1].kernel = 100: "));
  EXPECT_THAT(complaint({"--grid", "training.epoch=[1, 2]"}),
              HasSubstr("training.epoch = 1: training.epoch"));
  EXPECT_THAT(complaint({"--random", "training.epochs=[1, 2]"}), HasSubstr("--trials"));
  EXPECT_THAT(complaint({"--grid", kRates, "--set", "split.validation=[]"}),
              HasSubstr("has no validation clips, by which trials are chosen"));
  EXPECT_THAT(complaint({"--grid", R"(split.validation=[[{ takes = "1" }], [{ takes = "7" }]])"}),
              HasSubstr("asks for takes 7"));
}

}  // namespace
}  // namespace earshot
