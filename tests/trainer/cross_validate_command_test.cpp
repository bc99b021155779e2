// `earshot cross-validate` as people use it, on clips that are tones.
#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "data/files.h"
#include "data/program.h"
#include "recipe/recipe.h"
#include "trainer/earshot_program.h"
#include "trainer/temporary_folder.h"
#include "trainer/tones.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

class CrossValidateCommand : public testing::Test {
 protected:
  CrossValidateCommand() {
    folder_.write("tones.toml", kTonesRecipe);
    write_tones(folder_, "data");
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  ProgramResult cross_validate(std::vector<std::string> more) const {
    std::vector<std::string> arguments = {kEarshotProgram,
                                          "cross-validate",
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
                                          "training.epochs=2"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }

  nlohmann::json json(const std::string& name) const { return read_json(folder_.path() / name); }

  /// The files that a fold tested.
  std::set<std::string> tested(const std::string& run) const {
    const std::vector<std::byte> bytes = read_file(path("out/" + run + "/predictions.csv"));
    std::istringstream rows(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    std::string row;
    std::getline(rows, row);
    std::set<std::string> files;
    while (std::getline(rows, row)) files.insert(row.substr(0, row.find(',')));
    return files;
  }

  TemporaryFolder folder_;
};

TEST_F(CrossValidateCommand, TestsEveryClipInOneFoldAndPoolsThem) {
  const ProgramResult run = cross_validate({"--folds", "3", "--quiet", "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.complaints;
  EXPECT_EQ(run.complaints, "");
  std::set<std::string> all;
  std::size_t correct = 0;
  for (const char* fold : {"fold-1-seed-3", "fold-2-seed-3", "fold-3-seed-3"}) {
    EXPECT_EQ(tested(fold).size(), 6u);
    all.merge(tested(fold));
    correct += json(std::string("out/") + fold + "/metrics.json")["test"]["correct"].get<std::size_t>();
  }
  EXPECT_EQ(all.size(), 18u);
  const nlohmann::json result = json("out/cross-validation.json");
  EXPECT_EQ(result["pooled"]["clips"], 18);
  EXPECT_EQ(result["pooled"]["correct"], correct);
  EXPECT_EQ(result["pooled"]["classes"][0]["clips"], 6);
  EXPECT_EQ(result["pooled"]["speakers"][1]["clips"], 9);
  EXPECT_EQ(result["runs"].size(), 3u);
  EXPECT_EQ(
      nlohmann::json::parse(std::string(reinterpret_cast<const char*>(run.output.data()), run.output.size())),
      result);
  for (const char* name : {"report.html", "confusion.png", "folds.png", "speakers.png"}) {
    EXPECT_TRUE(fs::exists(path("out") + "/" + name)) << name;
  }
}

TEST_F(CrossValidateCommand, JudgesExcerptsAndTheFilesTheyAreCutFrom) {
  const ProgramResult run = cross_validate(
      {"--folds", "3", "--quiet", "--set", "data.source[1].excerpts={ seconds = 0.1, hop_seconds = 0.1 }"});
  ASSERT_EQ(run.exit_code, 0) << run.complaints;
  const nlohmann::json result = json("out/cross-validation.json");
  EXPECT_EQ(result["pooled"]["clips"], 54);
  EXPECT_EQ(result["files"]["pooled"]["clips"], 18);
  EXPECT_EQ(result["files"]["runs"].size(), 3u);
  EXPECT_THAT(std::string(reinterpret_cast<const char*>(run.output.data()), run.output.size()),
              HasSubstr("Whole files"));
}

TEST_F(CrossValidateCommand, LeavesOneSpeakerOutAtATimeWithEverySeed) {
  const ProgramResult run = cross_validate({"--folds", "speakers", "--seeds", "1,2", "--jobs", "2"});
  ASSERT_EQ(run.exit_code, 0) << run.complaints;
  EXPECT_THAT(run.complaints, HasSubstr("finished, 4 of 4 runs"));
  for (const std::string& file : tested("speaker-02-seed-2")) EXPECT_THAT(file, HasSubstr("/02/"));
  const Recipe recipe = load_recipe(path("out/speaker-02-seed-2/recipe.toml"));
  EXPECT_EQ(recipe.seed, 2u);
  EXPECT_THAT(recipe.split.test.at(0).speakers, testing::ElementsAre("02"));
  // The mean of each seed over the folds, and of each fold over the seeds, from the runs.
  const nlohmann::json result = json("out/cross-validation.json");
  std::map<int, double> seeds;
  double sum = 0.0;
  for (const nlohmann::json& fold : result["runs"]) {
    seeds[fold["seed"].get<int>()] += fold["accuracy"].get<double>() / 2.0;
    sum += fold["accuracy"].get<double>();
  }
  EXPECT_NEAR(result["accuracy_over_folds"]["mean"], sum / 4.0, 1e-12);
  EXPECT_NEAR(result["accuracy_over_seeds"]["deviation"], std::abs(seeds[1] - seeds[2]) / std::sqrt(2.0),
              1e-12);
}

TEST_F(CrossValidateCommand, GoesOnWhereItWasInterrupted) {
  ASSERT_EQ(cross_validate({"--folds", "2", "--quiet"}).exit_code, 0);
  const std::string finished = "out/fold-1-seed-3/metrics.json";
  const nlohmann::json first = json("out/cross-validation.json");
  const auto written = fs::last_write_time(path(finished));
  // As if it had ended here: the second fold has trained, but is not measured.
  fs::remove(path("out/fold-2-seed-3/metrics.json"));
  fs::remove(path("out/cross-validation.json"));
  const ProgramResult again = cross_validate({"--folds", "2"});
  ASSERT_EQ(again.exit_code, 0) << again.complaints;
  EXPECT_THAT(again.complaints, HasSubstr("1 of 2 runs are finished already"));
  EXPECT_EQ(json("out/cross-validation.json"), first);
  EXPECT_EQ(fs::last_write_time(path(finished)), written);
}

TEST_F(CrossValidateCommand, MixesNoTwoPlansInOneFolder) {
  ASSERT_EQ(cross_validate({"--folds", "2", "--quiet"}).exit_code, 0);
  const ProgramResult other = cross_validate({"--folds", "2", "--set", "training.batch_size=5"});
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.complaints, HasSubstr("was begun with another recipe.training.batch_size"));
  folder_.write("out/letter.txt", "Dear friend");
  fs::remove(path("out/plan.json"));
  EXPECT_THAT(cross_validate({"--folds", "2"}).complaints, HasSubstr("exists already"));
}

TEST_F(CrossValidateCommand, RefusesWhatCannotBeDone) {
  const auto complaint = [&](const std::vector<std::string>& arguments) {
    const ProgramResult run = cross_validate(arguments);
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_FALSE(fs::exists(path("out")));
    return run.complaints;
  };
  EXPECT_THAT(complaint({"--folds", "data"}), HasSubstr("not every clip has a fold"));
  EXPECT_THAT(complaint({"--folds", "1"}), HasSubstr("data, speakers, speakers:N or N, a number from 2"));
  EXPECT_THAT(complaint({"--folds", "100"}), HasSubstr("18 clips for 100 folds"));
  EXPECT_THAT(complaint({"--folds", "speakers", "--set", R"(split.validation=[{ speakers = ["01"] }])"}),
              AllOf(HasSubstr("speaker-01: split: a validation selection finds no clip"),
                    HasSubstr("--set split.validation")));
  EXPECT_THAT(complaint({"--folds", "2", "--set", "training.epoch=1"}),
              HasSubstr("training.epoch = 1: training.epoch: is not a known key"));
}

}  // namespace
}  // namespace earshot
