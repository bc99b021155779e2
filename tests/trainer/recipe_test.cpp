#include "recipe/recipe.h"

#include <gmock/gmock.h>

#include "error.h"
#include "network/network.h"
#include "trainer/recipe_text.h"

namespace earshot {
namespace {

using testing::HasSubstr;

constexpr const char* kLinear = "  { kind = 'flatten' },\n  { kind = 'linear', units = 10 },";

std::string complaint_about(const std::string& text, const std::vector<Setting>& settings = {}) {
  try {
    parse_recipe(text, "r.toml", settings);
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

/// `text` with its first `from` replaced.
std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Recipe, ShippedOnesAreSound) {
  for (const std::string& name : shipped_recipe_names()) {
    EXPECT_NO_THROW(load_recipe(name)) << name;
  }
}

TEST(Recipe, OneSpeakerIsAsPublished) {
  const Recipe recipe = load_recipe("s0-one-speaker");
  EXPECT_EQ(to_string(recipe.network.input), "128 x 44");
  EXPECT_EQ(recipe.network.layers.size(), 18u);
  EXPECT_EQ(to_string(recipe.network.layers[15]->output()), "16 x 12");
  EXPECT_EQ(to_string(recipe.network.layers[16]->output()), "16");
  // 128 x 16 x 5 + 16, then 7 (16 x 16 x 5 + 16), then 16 x 10 + 10
  EXPECT_EQ(Network(recipe.network, 1).parameter_count(), 10256 + 7 * 1296 + 170);
  EXPECT_EQ(recipe.training.epochs, 100);
  EXPECT_EQ(recipe.training.batch_size, 50);
  EXPECT_EQ(recipe.training.validate_every, 5);
  EXPECT_EQ(recipe.training.optimizer.learning_rate, 1e-3);
  EXPECT_EQ(recipe.report.confusion, "DigitClassifierConfusion.png");
}

TEST(Recipe, ResolvedOneSaysTheSame) {
  for (const std::string& name : shipped_recipe_names()) {
    const Recipe recipe = load_recipe(name);
    const Recipe again = parse_recipe(recipe.resolved_toml, "recipe.toml");
    EXPECT_EQ(again.resolved_toml, recipe.resolved_toml) << name;
    EXPECT_EQ(again.resolved_json, recipe.resolved_json) << name;
  }
}

TEST(Recipe, SettingsTakeTheRecipesPlace) {
  const Recipe recipe =
      parse_recipe(recipe_text(kLinear), "r.toml", {{"seed", "42"}, {"training.epochs", "7"}});
  EXPECT_EQ(recipe.seed, 42u);
  EXPECT_EQ(recipe.training.epochs, 7);
  EXPECT_EQ(recipe.resolved_json["training"]["epochs"], 7);
}

std::string complaint_about_setting(const std::string& key, const std::string& value) {
  return complaint_about(recipe_text(kLinear), {{key, value}});
}

TEST(Recipe, SettingsReachEveryPartOfIt) {
  const Recipe recipe = parse_recipe(recipe_text(kLinear), "r.toml",
                                     {{"network.layers[2].units", "12"},
                                      {"training.optimizer", "{ kind = 'sgd', learning_rate = 0.5 }"},
                                      {"training.optimizer.momentum", "0.9"},
                                      {"split.validation[1].takes", "'5-6'"},
                                      {"augmentation.gain.decibels", "[-3, 3]"},
                                      {"training.epochs", "5"},
                                      {"training.epochs", "6"}});
  EXPECT_EQ(recipe.network.logit_count(), 12);
  EXPECT_EQ(recipe.training.optimizer.kind, OptimizerSpec::Kind::sgd);
  EXPECT_EQ(recipe.training.optimizer.learning_rate, 0.5);
  EXPECT_EQ(recipe.training.optimizer.momentum, 0.9);
  EXPECT_EQ(recipe.split.validation.front().takes->text(), "5-6");
  EXPECT_EQ(recipe.augmentation.gain->decibels.high, 3.0);
  EXPECT_EQ(recipe.training.epochs, 6);
  EXPECT_EQ(parse_recipe(recipe.resolved_toml, "recipe.toml").resolved_json, recipe.resolved_json);
}

TEST(Recipe, NamesTheSettingThatIsWrong) {
  EXPECT_EQ(complaint_about_setting("training.epochs", "0"),
            "training.epochs = 0: training.epochs: must be 1 to 1000000, is 0");
  EXPECT_EQ(complaint_about_setting("training.epoch", "3"),
            "training.epoch = 3: training.epoch: is not a known key; did you mean \"epochs\"?");
  EXPECT_THAT(complaint_about_setting("training.optimizer", "{ kind = 'adam', rate = 1 }"),
              HasSubstr("training.optimizer = { kind = 'adam', rate = 1 }: training.optimizer.rate: is not"));
  EXPECT_THAT(complaint_about_setting("front_end.mel.bands", "0"),
              HasSubstr("front_end.mel.bands = 0: front_end.mel.bands: must be"));
  EXPECT_THAT(complaint_about_setting("training.keep", "best"),
              HasSubstr("training.keep = best: the value is not TOML"));
  EXPECT_THAT(complaint_about_setting("seed", "1\nname = 'x'"), HasSubstr("the value is not TOML"));
  EXPECT_THAT(complaint_about_setting("network.layers[3].units", "2"), HasSubstr("the list has 2 entries"));
  EXPECT_THAT(complaint_about_setting("network.layers[0].units", "2"), HasSubstr("is no path of a value"));
  EXPECT_THAT(complaint_about_setting("training..epochs", "2"), HasSubstr("is no path of a value"));
  EXPECT_THAT(complaint_about_setting("training[1]", "2"), HasSubstr("leads into a value that is no list"));
  EXPECT_THAT(complaint_about_setting("name.first", "2"), HasSubstr("leads into a value that is no table"));
  EXPECT_THAT(complaint_about_setting("training.rates[1]", "2"), HasSubstr("there is no list rates"));
}

TEST(Setting, IsReadFromKeyAndValue) {
  const Setting setting = parse_setting("training.optimizer = { kind = 'sgd' }");
  EXPECT_EQ(setting.key, "training.optimizer");
  EXPECT_EQ(setting.value, "{ kind = 'sgd' }");
  EXPECT_THROW(parse_setting("training.epochs"), Error);
  EXPECT_THROW(parse_setting("= 3"), Error);
}

constexpr const char* kPoints = R"(name = "points"
task = "regression"
[data.points]
kind = "noisy_ramp"
[split]
validation = [{ fraction = 0.25 }]
[network]
input = "flat"
layers = [{ kind = "linear", units = 5, activation = "relu" }, { kind = "linear", units = 1 }]
[training]
epochs = 3
)";

TEST(Recipe, MayLearnFromGeneratedNumbers) {
  const Recipe recipe = parse_recipe(kPoints, "r.toml", {{"data.points.count", "77"}});
  EXPECT_EQ(recipe.task, ModelCard::Task::regression);
  ASSERT_TRUE(recipe.data.points);
  EXPECT_EQ(recipe.data.points->count, 77);
  EXPECT_THAT(recipe.data.labels, testing::ElementsAre("y"));
  EXPECT_TRUE(recipe.data.sources.empty());
  EXPECT_FALSE(recipe.front_end);
  EXPECT_EQ(recipe.network.input, Shape{1});
  const Recipe again = parse_recipe(recipe.resolved_toml, "recipe.toml");
  EXPECT_EQ(again.resolved_json, recipe.resolved_json);
}

TEST(Recipe, RefusesWhatGeneratedNumbersHaveNot) {
  EXPECT_THAT(complaint_about(kPoints + std::string("[front_end]\nsample_rate = 8000\n")),
              HasSubstr("r.toml:12: front_end: is for recordings"));
  EXPECT_THAT(complaint_about(with(kPoints, "fraction = 0.25", "takes = '1'")),
              HasSubstr("r.toml:5: split: can only take fractions"));
  EXPECT_THAT(complaint_about(with(kPoints, "\"flat\"", "\"1d\"")),
              HasSubstr("r.toml:8: network.input: must be \"flat\""));
  EXPECT_THAT(complaint_about(recipe_text(kLinear, "flat")), HasSubstr("network.input: is for generated"));
  EXPECT_THAT(complaint_about(with(kPoints, "[split]", "count = 1\n[split]")),
              HasSubstr("data.points.count: must be 2 to"));
}

TEST(Recipe, ComparesTheTaskWithDataAndLogits) {
  EXPECT_THAT(complaint_about(with(kPoints, "regression", "single_label")),
              HasSubstr("r.toml:2: task: must be \"regression\" for a noisy_ramp"));
  EXPECT_THAT(complaint_about("task = 'regression'\n" + recipe_text(kLinear)),
              HasSubstr("r.toml:1: task: regression needs values"));
  EXPECT_THAT(complaint_about(with(kPoints, "units = 1", "units = 2")),
              HasSubstr("network.layers: the network must end with 1 output, ends with 2"));
  const std::string binary =
      "task = 'binary'\n" + with(recipe_text(kLinear), "layout", "labels = ['no', 'yes']\nlayout");
  EXPECT_THAT(complaint_about(binary), HasSubstr("must end with one logit for a binary task, ends with 10"));
  EXPECT_EQ(parse_recipe(with(binary, "units = 10", "units = 1"), "r.toml").task, ModelCard::Task::binary);
  EXPECT_THAT(complaint_about(with(with(binary, "units = 10", "units = 1"), "'yes'", "'yes', 'maybe'")),
              HasSubstr("a binary task has two labels, negative and positive, not 3"));
}

TEST(Recipe, WatchesTheLossOfRegression) {
  EXPECT_EQ(parse_recipe(kPoints, "r.toml").training.monitor, TrainingSpec::Monitor::loss);
  EXPECT_EQ(parse_recipe(recipe_text(kLinear), "r.toml").training.monitor, TrainingSpec::Monitor::accuracy);
  EXPECT_THAT(complaint_about(kPoints + std::string("monitor = 'accuracy'\n")),
              HasSubstr("r.toml:12: training.monitor: must be \"loss\""));
  EXPECT_THAT(complaint_about(kPoints + std::string("label_smoothing = 0.1\n")),
              HasSubstr("training.label_smoothing: is not a known key"));
}

TEST(Recipe, ReadsExcerpts) {
  const std::string text = recipe_text(kLinear);
  EXPECT_FALSE(parse_recipe(text, "r.toml").data.cuts_excerpts());
  const Recipe recipe =
      parse_recipe(with(text, "[split]", "[data.excerpts]\nseconds = 3.0\n[split]"), "r.toml");
  ASSERT_TRUE(recipe.data.cuts_excerpts());
  EXPECT_EQ(recipe.data.sources[0].excerpts->seconds, 3.0);
  EXPECT_EQ(recipe.data.sources[0].excerpts->hop_seconds, 3.0);
}

TEST(Recipe, RefusesALabelForOthersThatIsNone) {
  const std::string text = with(recipe_text(kLinear), "[split]", "other_labels = \"nothing\"\n[split]");
  EXPECT_THAT(complaint_about(text), HasSubstr("data.other_labels: is \"nothing\", but must be"));
}

TEST(Recipe, ListensInStepsThatSuitTheWindow) {
  const DecisionSpec second = load_recipe("s0-one-speaker").decision;
  EXPECT_DOUBLE_EQ(second.hop_seconds, 0.1);
  EXPECT_DOUBLE_EQ(second.smoothing_seconds, 0.3);
  const DecisionSpec five = load_recipe("s3-esc-cnn", {{"decision.threshold", "0.6"}}).decision;
  EXPECT_DOUBLE_EQ(five.hop_seconds, 0.5);
  EXPECT_DOUBLE_EQ(five.suppression_seconds, 3.5);
  EXPECT_DOUBLE_EQ(five.threshold, 0.6);
}

TEST(Recipe, RefusesWhatIsNotToml) {
  EXPECT_THAT(complaint_about("name = \n"), HasSubstr("r.toml:1: is not TOML"));
}

TEST(Recipe, NamesTheLineOfUnknownKeys) {
  EXPECT_EQ(complaint_about(with(recipe_text(kLinear), "batch_size", "batchsize")),
            "r.toml:15: training.batchsize: is not a known key; did you mean \"batch_size\"?");
  EXPECT_THAT(complaint_about("nam = 'x'\n" + recipe_text(kLinear)),
              HasSubstr("r.toml:1: nam: is not a known key"));
}

TEST(Recipe, NamesTheLineOfAWrongFrontEnd) {
  EXPECT_THAT(complaint_about(with(recipe_text(kLinear), "bands = 8", "bands = 0")),
              HasSubstr("r.toml:11: front_end.mel.bands: must be"));
  EXPECT_THAT(complaint_about(with(recipe_text(kLinear), "n_fft", "nfft")),
              HasSubstr("r.toml:10: front_end.stft.nfft: is unknown"));
  EXPECT_THAT(
      complaint_about(with(recipe_text(kLinear), "samples = 1280, position = \"end\"", "samples = 0")),
      HasSubstr("r.toml:9: front_end.fit.samples: must be above 0"));
}

TEST(Recipe, NamesTheLayerThatDoesNotFit) {
  const std::string shrinking =
      "  { kind = 'max_pool', kernel = 3 },\n"
      "  { kind = 'conv1d', channels = 4, kernel = 5 },\n" +
      std::string(kLinear);
  EXPECT_THAT(
      complaint_about(recipe_text(shrinking)),
      HasSubstr("r.toml:20: network.layers[2].kernel: 5 is larger than the layer's input of 3 frames"));
  EXPECT_THAT(complaint_about(recipe_text("  { kind = 'linear', units = 10 },")),
              HasSubstr("r.toml:19: network.layers[1].kind: linear needs a flat input, gets 8 x 11"));
  EXPECT_THAT(complaint_about(recipe_text("  { kind = 'conv2d', channels = 4, kernel = 5 },")),
              HasSubstr("needs an input of channels x bands x frames, gets 8 x 11"));
  EXPECT_THAT(complaint_about(recipe_text("  { kind = 'conv3d' },")),
              HasSubstr("r.toml:19: network.layers[1].kind"));
  EXPECT_THAT(complaint_about(recipe_text("  { kind = 'batch_norm' },")),
              HasSubstr("must end with one logit a label"));
  EXPECT_THAT(complaint_about(recipe_text("  { kind = 'conv1d', channels = 6, kernel = 1, groups = 4 },")),
              HasSubstr("network.layers[1].groups: must divide"));
}

TEST(Recipe, NamesThePoolingThatDoesNotFit) {
  EXPECT_THAT(complaint_about(recipe_text("  { kind = 'max_pool', kernel = 2, padding = 2 },")),
              HasSubstr("r.toml:19: network.layers[1].padding: must be below the kernel"));
  EXPECT_THAT(complaint_about(recipe_text("  { kind = 'adaptive_average_pool', size = 12 },")),
              HasSubstr("network.layers[1].size: is larger than the layer's input, 8 x 11"));
  EXPECT_THAT(complaint_about(recipe_text("  { kind = 'adaptive_average_pool', size = [2, 3, 4] },", "2d")),
              HasSubstr("network.layers[1].size: must be a number or 2 of them"));
}

TEST(Recipe, NamesTheSubBandsThatDoNotFit) {
  EXPECT_THAT(complaint_about(recipe_text("  { kind = 'batch_norm', sub_bands = 3 },", "2d")),
              HasSubstr("r.toml:19: network.layers[1].sub_bands: must divide the 8 bands that come in"));
  EXPECT_THAT(
      complaint_about(recipe_text("  { kind = 'batch_norm', sub_bands = 2 },")),
      HasSubstr("network.layers[1].sub_bands: needs an input of channels x bands x frames, gets 8 x 11"));
  EXPECT_THAT(
      complaint_about(recipe_text("  { kind = 'mean_over_bands' },")),
      HasSubstr("network.layers[1].kind: mean_over_bands needs an input of channels x bands x frames"));
}

TEST(Recipe, NamesTheDilationThatDoesNotFit) {
  EXPECT_THAT(
      complaint_about(recipe_text("  { kind = 'conv1d', channels = 2, kernel = 3, dilation = 6 },")),
      HasSubstr("network.layers[1].kernel: 3, which dilation 6 spreads to 13, is larger than the layer's "
                "input of 11 frames"));
  EXPECT_THAT(complaint_about(recipe_text("  { kind = 'max_pool', kernel = 2, dilation = 2 },")),
              HasSubstr("network.layers[1].dilation: is not a known key"));
}

TEST(Recipe, NamesLayersInsideOthers) {
  const std::string nested =
      "  { kind = 'residual', layers = [\n    { kind = 'conv1d', channels = 9, kernel = 3, padding = 'same' "
      "},\n  ] },\n" +
      std::string(kLinear);
  EXPECT_THAT(complaint_about(recipe_text(nested)),
              HasSubstr("network.layers[1].shortcut: gives 8 x 11 where the layers give 9 x 11"));
  EXPECT_THAT(
      complaint_about(recipe_text("  { kind = 'residual', layers = [{ kind = 'mean_over_time' }] },", "2d")),
      HasSubstr("network.layers[1].shortcut: gives 1 x 8 x 11 where the layers give 1 x 8"));
  const std::string repeated =
      "  { kind = 'repeat', times = 4, layers = [\n    { kind = 'conv1d', channels = 8, kernel = 5 },\n  ] "
      "},\n" +
      std::string(kLinear);
  EXPECT_THAT(complaint_about(recipe_text(repeated)),
              HasSubstr("r.toml:20: network.layers[1].layers[1].kernel"));
}

TEST(Recipe, ComparesLogitsWithLabels) {
  EXPECT_THAT(
      complaint_about(with(recipe_text(kLinear), "layout", "labels = ['a', 'b']\nlayout")),
      HasSubstr("network.layers: the network must end with one logit for each of 2 labels, ends with 10"));
}

TEST(Recipe, NamesTheShippedOnesWhenThereIsNoSuchFile) {
  try {
    load_recipe("no-such-recipe");
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("s0-one-speaker"));
  }
}

}  // namespace
}  // namespace earshot
