#include "recipe/recipe.h"

#include <algorithm>
#include <fstream>

#include "error.h"
#include "recipe/shipped_recipes.h"
#include "recipe/toml_text.h"

namespace earshot {
namespace {

toml::table parse_toml(std::string_view text, const std::string& file) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    throw Error(file + ":" + std::to_string(error.source().begin.line) +
                ": is not TOML: " + std::string(error.description()));
  }
}

void apply(const RecipeOverrides& overrides, toml::table& table) {
  if (overrides.seed) table.insert_or_assign("seed", *overrides.seed);
  if (overrides.epochs) {
    if (toml::table* training = table["training"].as_table())
      training->insert_or_assign("epochs", *overrides.epochs);
  }
}

/// Statistics that are still to be measured have no place in a recipe.
nlohmann::json without_unmeasured(nlohmann::json json) {
  for (const char* statistic : {"/scaling/mean", "/scaling/deviation"}) {
    const nlohmann::json::json_pointer at(statistic);
    if (json.contains(at) && json[at].empty()) json["scaling"].erase(at.back());
  }
  return json;
}

/// Reads a part of the recipe whose JSON form belongs to the core, whose complaints name a field and know no
/// line.
template <typename Spec>
Spec read_json_part(Section section, Spec (*read)(const nlohmann::json&, const std::string&)) {
  const std::string path = section.path();
  try {
    const Spec spec = read(section.json(), path);
    section.resolve(without_unmeasured(to_json(spec)));
    return spec;
  } catch (const FieldError& error) {
    const std::string& field = error.field();
    section.fail(field == path ? "" : field.substr(path.size() + 1), error.problem());
  }
}

/// A missing key keeps its default: in recipes only, a model card has them all.
DecisionSpec decision_spec_from_partial_json(const nlohmann::json& json, const std::string& path) {
  nlohmann::json whole = to_json(DecisionSpec());
  whole.update(json);
  return decision_spec_from_json(whole, path);
}

void check_labels(const Recipe& recipe, const Section& file) {
  const auto labels = static_cast<std::int64_t>(recipe.data.labels.size());
  if (labels > 0 && labels != recipe.network.logit_count()) {
    file.fail("network.layers", "end with " + std::to_string(recipe.network.logit_count()) + " logits for " +
                                    std::to_string(labels) + " labels");
  }
}

}  // namespace

Recipe parse_recipe(std::string_view text, const std::string& file, const RecipeOverrides& overrides) {
  toml::table table = parse_toml(text, file);
  apply(overrides, table);
  Section section(table, file);

  Recipe recipe;
  recipe.name = section.text("name");
  if (recipe.name.empty() || recipe.name.contains('/'))
    section.fail("name", "must be a name without a slash");
  recipe.description = section.text("description", "");
  recipe.seed = static_cast<std::uint64_t>(section.integer("seed", 0, 1'000'000'000, 1));
  recipe.data = read_data_spec(section.table("data"));
  recipe.split = read_split_spec(section.table("split"));
  recipe.augmentation = read_augmentation_spec(section.table("augmentation"));
  recipe.front_end = read_json_part(section.table("front_end"), &front_end_spec_from_partial_json);
  if (recipe.front_end.fit.samples == 0) {
    section.fail("front_end.fit.samples", "must be above 0: examples of one batch have one length");
  }
  recipe.network =
      read_network_spec(section.table("network"),
                        recipe.front_end.shape(static_cast<std::size_t>(recipe.front_end.fit.samples)));
  recipe.training = read_training_spec(section.table("training"));
  recipe.decision = read_json_part(section.table("decision"), &decision_spec_from_partial_json);
  recipe.report = read_report_spec(section.table("report"));
  section.finish();
  check_labels(recipe, section);

  recipe.resolved_toml = to_toml_text(section.resolved());
  recipe.resolved_json = section.resolved();
  return recipe;
}

Recipe load_recipe(const std::string& path_or_name, const RecipeOverrides& overrides) {
  std::ifstream file(path_or_name, std::ios::binary);
  if (file && !std::filesystem::is_directory(path_or_name)) {
    const std::string text(std::istreambuf_iterator<char>(file), {});
    return parse_recipe(text, path_or_name, overrides);
  }
  const auto shipped = std::ranges::find(shipped_recipes(), path_or_name, &ShippedRecipe::name);
  if (shipped == shipped_recipes().end()) {
    std::string names;
    for (const std::string& name : shipped_recipe_names()) names += (names.empty() ? "" : ", ") + name;
    throw Error(path_or_name + ": there is no such recipe file; give a file, or one of " + names);
  }
  return parse_recipe(shipped->toml, path_or_name + ".toml", overrides);
}

std::vector<std::string> shipped_recipe_names() {
  std::vector<std::string> names;
  for (const ShippedRecipe& recipe : shipped_recipes()) names.emplace_back(recipe.name);
  return names;
}

}  // namespace earshot
