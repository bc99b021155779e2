#include "recipe/recipe.h"

#include <gmock/gmock.h>

#include "error.h"
#include "network/network.h"
#include "trainer/recipe_text.h"

namespace earshot {
namespace {

using testing::HasSubstr;

constexpr const char* kLinear = "  { kind = 'flatten' },\n  { kind = 'linear', units = 10 },";

std::string complaint_about(const std::string& text) {
  try {
    parse_recipe(text, "r.toml");
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

TEST(Recipe, OverridesTakeTheRecipesPlace) {
  const Recipe recipe = parse_recipe(recipe_text(kLinear), "r.toml", {.seed = 42, .epochs = 7});
  EXPECT_EQ(recipe.seed, 42u);
  EXPECT_EQ(recipe.training.epochs, 7);
  EXPECT_EQ(recipe.resolved_json["training"]["epochs"], 7);
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

TEST(Recipe, NamesLayersInsideOthers) {
  const std::string nested =
      "  { kind = 'residual', layers = [\n    { kind = 'conv1d', channels = 9, kernel = 3, padding = 'same' "
      "},\n  ] },\n" +
      std::string(kLinear);
  EXPECT_THAT(complaint_about(recipe_text(nested)),
              HasSubstr("network.layers[1].shortcut: gives 8 x 11 where the layers give 9 x 11"));
  const std::string repeated =
      "  { kind = 'repeat', times = 4, layers = [\n    { kind = 'conv1d', channels = 8, kernel = 5 },\n  ] "
      "},\n" +
      std::string(kLinear);
  EXPECT_THAT(complaint_about(recipe_text(repeated)),
              HasSubstr("r.toml:20: network.layers[1].layers[1].kernel"));
}

TEST(Recipe, ComparesLogitsWithLabels) {
  EXPECT_THAT(complaint_about(with(recipe_text(kLinear), "layout", "labels = ['a', 'b']\nlayout")),
              HasSubstr("network.layers: end with 10 logits for 2 labels"));
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
