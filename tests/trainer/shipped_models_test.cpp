#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "data/files.h"
#include "model/model_file.h"
#include "recipe/recipe.h"
#include "recipe/toml_text.h"
#include "test_data.h"

namespace earshot {
namespace {

/// Every model of assets/models, as any reader finds it.
std::vector<ModelFile> shipped_models() {
  std::vector<ModelFile> models;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(kTestData) / "../assets/models")) {
    if (entry.path().extension() != ".onnx") continue;
    models.push_back(read_model_file(read_file(entry.path()), entry.path().string()));
  }
  return models;
}

TEST(ShippedModels, CarryARecipeThatCanBeRunAgain) {
  const std::vector<ModelFile> models = shipped_models();
  EXPECT_FALSE(models.empty());
  for (const ModelFile& model : models) {
    const Recipe recipe = parse_recipe(to_toml_text(model.card.recipe), model.name);
    EXPECT_EQ(to_json(recipe.front_end.value()), to_json(audio_front_end(model)));
    EXPECT_EQ(recipe.network.input, model.card.input_shape);
    EXPECT_EQ(static_cast<std::size_t>(recipe.network.logit_count()), model.card.logit_count());
  }
}

TEST(ShippedModels, HaveTheirCardBesideThem) {
  for (const ModelFile& model : shipped_models()) {
    std::ifstream file(std::filesystem::path(model.name).replace_extension(".json"));
    const std::string text(std::istreambuf_iterator<char>(file), {});
    EXPECT_EQ(text, to_json(model.card).dump(2) + '\n') << model.name;
  }
}

}  // namespace
}  // namespace earshot
