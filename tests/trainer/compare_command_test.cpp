// `earshot compare` as people use it, on runs over tones.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "data/files.h"
#include "data/program.h"
#include "error.h"
#include "experiment/recipe_differences.h"
#include "trainer/earshot_program.h"
#include "trainer/temporary_folder.h"
#include "trainer/tones.h"
#include "training/history.h"

namespace earshot {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(RecipeDifferences, NameTheKeysThatAreNotTheSameInAll) {
  const json a = {{"name", "a"},
                  {"training", {{"epochs", 3}, {"keep", "last"}}},
                  {"network", {{"layers", {{{"kind", "conv1d"}, {"channels", 4}}, {{"kind", "linear"}}}}}}};
  json b = a;
  b["name"] = "b";
  EXPECT_THAT(recipe_differences({a, b}), ElementsAre(IsEmpty(), IsEmpty()));
  b["training"]["epochs"] = 4;
  b["training"]["patience"] = 2;
  b["network"]["layers"][0]["channels"] = 8;
  EXPECT_THAT(
      recipe_differences({a, b}),
      ElementsAre(
          ElementsAre("network.layers[1].channels = 4", "training.epochs = 3", "training.patience = (none)"),
          ElementsAre("network.layers[1].channels = 8", "training.epochs = 4", "training.patience = 2")));
  b["network"]["layers"] = {{{"kind", "linear"}}};
  EXPECT_THAT(recipe_differences({a, b})[1], testing::Contains(R"(network.layers = [{"kind":"linear"}])"));
}

TEST(History, IsReadAsItWasWritten) {
  const TemporaryFolder folder;
  const History history = {{.epoch = 1, .training_loss = 0.5, .training_accuracy = 0.25, .seconds = 2.0},
                           {.epoch = 2,
                            .training_loss = 0.25,
                            .validation_loss = 0.75,
                            .validation_accuracy = 0.5,
                            .learning_rate = 1e-3,
                            .examples_per_second = 10.0}};
  const std::filesystem::path file = folder.write("history.csv", to_csv(history));
  EXPECT_EQ(to_csv(read_history(file)), to_csv(history));
  EXPECT_EQ(read_history(file)[0].validation_loss, std::nullopt);
  folder.write("history.csv", "epoch\n1\n");
  EXPECT_THROW(read_history(file), Error);
}

class CompareCommand : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    folder_->write("tones.toml", kTonesRecipe);
    write_tones(*folder_, "data");
    train("one", {"--seed", "1"});
    train("two", {"--seed", "2"});
    train("wide",
          {"--set", "network.layers[1].channels=16", "--set", R"(split.validation=[{ takes = "1" }])"});
  }
  static void TearDownTestSuite() { delete folder_; }

  static void train(const std::string& run, std::vector<std::string> more) {
    more.insert(more.begin(), {kEarshotProgram, "train", path("tones.toml"), "--data", path("data"), "--run",
                               path(run), "--device", "cpu", "--epochs", "2", "--quiet"});
    ASSERT_EQ(run_program(more).exit_code, 0);
  }

  static std::string path(const std::string& name) { return (folder_->path() / name).string(); }

  static std::string compare(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {kEarshotProgram, "compare", "-o", path("curves.png")});
    const ProgramResult run = run_program(arguments);
    EXPECT_EQ(run.exit_code, 0) << run.complaints;
    return {reinterpret_cast<const char*>(run.output.data()), run.output.size()};
  }

  inline static TemporaryFolder* folder_ = nullptr;
};

TEST_F(CompareCommand, ShowsWhatWasMeasuredAndWhatIsDifferent) {
  const std::string text = compare({path("one"), path("wide")});
  EXPECT_THAT(text, AllOf(StartsWith("run "), HasSubstr("test accuracy"), HasSubstr("parameters")));
  EXPECT_THAT(text, HasSubstr("one: network.layers[1].channels = 8, seed = 1, split.validation = (none)\n"));
  EXPECT_TRUE(std::filesystem::exists(path("curves.png")));

  const json runs = json::parse(compare({path("one"), path("wide"), "--json"}));
  const json metrics = read_json(path("wide") + "/metrics.json");
  EXPECT_EQ(runs[1]["run"], "wide");
  EXPECT_EQ(runs[1]["numbers"]["test loss"]["mean"], metrics["test"]["loss"]);
  EXPECT_EQ(runs[1]["numbers"]["parameters"]["mean"], metrics["training"]["parameters"]);
  EXPECT_FALSE(runs[0]["numbers"].contains("validation loss"));
  EXPECT_EQ(runs[1]["curves"]["validation loss"]["epoch"], (json{1.0, 2.0}));
}

TEST_F(CompareCommand, TakesSeedsTogether) {
  const json apart = json::parse(compare({path("one"), path("two"), path("wide"), "--json"}));
  const json runs = json::parse(compare({path("one"), path("wide"), path("two"), "--group", "--json"}));
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[0]["run"], "one and 1 more");
  EXPECT_EQ(runs[0]["runs"], 2);
  const auto loss = [&](std::size_t i) { return apart[i]["numbers"]["test loss"]["mean"].get<double>(); };
  EXPECT_NEAR(runs[0]["numbers"]["test loss"]["mean"], 0.5 * (loss(0) + loss(1)), 1e-12);
  EXPECT_NEAR(runs[0]["curves"]["training loss"]["value"][1],
              0.5 * (apart[0]["curves"]["training loss"]["value"][1].get<double>() +
                     apart[1]["curves"]["training loss"]["value"][1].get<double>()),
              1e-12);
}

TEST_F(CompareCommand, NamesWhatIsNoRun) {
  const ProgramResult run = run_program({kEarshotProgram, "compare", path("one"), path("data")});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.complaints, HasSubstr("data: is not the folder of a run"));
}

}  // namespace
}  // namespace earshot
