#include "recipe/recipe.h"

#include <algorithm>
#include <fstream>

#include "data/clip_file.h"
#include "data/example_shape.h"
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
template <typename Read>
auto read_json_part(Section section, Read read) {
  const std::string path = section.path();
  try {
    const auto spec = read(section.json(), path);
    section.resolve(without_unmeasured(to_json(spec)));
    return spec;
  } catch (const FieldError& error) {
    const std::string& field = error.field();
    section.fail(field == path ? "" : field.substr(path.size() + 1), error.problem());
  }
}

/// The defaults suit a window of a second; a longer one moves on and is smoothed in larger steps.
DecisionSpec default_decision(const FrontEndSpec& front_end) {
  const double window =
      std::clamp(static_cast<double>(front_end.fit.samples) / front_end.sample_rate, 0.05, 60.0);
  DecisionSpec spec;
  spec.hop_seconds *= window;
  spec.smoothing_seconds *= window;
  spec.suppression_seconds *= window;
  return spec;
}

ModelCard::Task read_task(Section& section) {
  const std::string task = section.choice("task", {"single_label", "binary", "regression"}, "single_label");
  if (task == "binary") return ModelCard::Task::binary;
  if (task == "regression") return ModelCard::Task::regression;
  return ModelCard::Task::single_label;
}

/// What does not fit about the logits, or nothing.
std::string logits_problem(const Recipe& recipe, std::size_t labels) {
  const std::int64_t logits = recipe.network.logit_count();
  const auto must_end = [&](const std::string& wanted) {
    return "the network must end with " + wanted + ", ends with " + std::to_string(logits);
  };
  switch (recipe.task) {
    case ModelCard::Task::binary:
      if (logits != 1) return must_end("one logit for a binary task");
      if (labels != 2)
        return "a binary task has two labels, negative and positive, not " + std::to_string(labels);
      break;
    case ModelCard::Task::regression:
      if (logits != static_cast<std::int64_t>(labels)) {
        return must_end(std::to_string(labels) + (labels == 1 ? " output" : " outputs"));
      }
      break;
    case ModelCard::Task::single_label:
      if (logits != static_cast<std::int64_t>(labels)) {
        return must_end("one logit for each of " + std::to_string(labels) + " labels");
      }
      break;
  }
  return {};
}

void check_task(const Recipe& recipe, const Section& file) {
  const bool values = recipe.data.points && recipe.data.points->kind == PointsSpec::Kind::noisy_ramp;
  if (values != (recipe.task == ModelCard::Task::regression)) {
    file.fail("task", values
                          ? "must be \"regression\" for a noisy_ramp"
                          : "regression needs values to tell, not labels: data.points.kind = \"noisy_ramp\"");
  }
  if (recipe.data.labels.empty()) return;
  const std::string problem = logits_problem(recipe, recipe.data.labels.size());
  if (!problem.empty()) file.fail("network.layers", problem);
}

/// Generated numbers are not heard.
void check_points(const Recipe& recipe, const Section& file) {
  for (const char* table : {"front_end", "augmentation", "decision"}) {
    if (file.has(table)) file.fail(table, "is for recordings; data.points are numbers");
  }
  for (const auto* selections : {&recipe.split.test, &recipe.split.validation, &recipe.split.training}) {
    for (const Selection& selection : *selections) {
      if (!selection.matches(ClipFile())) file.fail("split", "can only take fractions of data.points");
    }
  }
}

}  // namespace

Recipe parse_recipe(std::string_view text, const std::string& file, const std::vector<Setting>& settings) {
  toml::table table = parse_toml(text, file);
  apply_settings(settings, table);
  Section section(table, file);

  Recipe recipe;
  recipe.name = section.text("name");
  if (recipe.name.empty() || recipe.name.contains('/'))
    section.fail("name", "must be a name without a slash");
  recipe.description = section.text("description", "");
  recipe.task = read_task(section);
  recipe.seed = static_cast<std::uint64_t>(section.integer("seed", 0, 1'000'000'000, 1));
  recipe.data = read_data_spec(section.table("data"));
  recipe.split = read_split_spec(section.table("split"));
  Shape example;
  if (recipe.data.points) {
    check_points(recipe, section);
    example = recipe.data.points->shape();
  } else {
    recipe.augmentation = read_augmentation_spec(section.table("augmentation"));
    recipe.front_end = read_json_part(section.table("front_end"), &front_end_spec_from_partial_json);
    if (recipe.front_end->fit.samples == 0) {
      section.fail("front_end.fit.samples", "must be above 0: examples of one batch have one length");
    }
    example = example_shape(*recipe.front_end);
  }
  recipe.network = read_network_spec(section.table("network"), example);
  recipe.training = read_training_spec(section.table("training"), recipe.task);
  if (recipe.training.equal_priors && recipe.network.layers.back()->kind() != "linear") {
    section.fail("training.equal_priors", "needs a network whose last layer is linear, but it is \"" +
                                              recipe.network.layers.back()->kind() + "\"");
  }
  if (!recipe.data.points) {
    // A missing key keeps its default: in recipes only, a model card has them all.
    recipe.decision =
        read_json_part(section.table("decision"), [&](const nlohmann::json& json, const std::string& path) {
          nlohmann::json whole = to_json(default_decision(*recipe.front_end));
          whole.update(json);
          return decision_spec_from_json(whole, path);
        });
  }
  recipe.report = read_report_spec(section.table("report"));
  section.finish();
  check_task(recipe, section);

  recipe.resolved_toml = to_toml_text(section.resolved());
  recipe.resolved_json = section.resolved();
  return recipe;
}

void check_logits(const Recipe& recipe, std::size_t labels, const std::string& where) {
  const std::string problem = logits_problem(recipe, labels);
  if (!problem.empty()) {
    throw Error(where + ": " + problem +
                "; change the units of its last layer, or name the labels in [data] of " + recipe.name);
  }
}

Recipe load_recipe(const std::string& path_or_name, const std::vector<Setting>& settings) {
  std::ifstream file(path_or_name, std::ios::binary);
  if (file && !std::filesystem::is_directory(path_or_name)) {
    const std::string text(std::istreambuf_iterator<char>(file), {});
    return parse_recipe(text, path_or_name, settings);
  }
  const auto shipped = std::ranges::find(shipped_recipes(), path_or_name, &ShippedRecipe::name);
  if (shipped == shipped_recipes().end()) {
    std::string names;
    for (const std::string& name : shipped_recipe_names()) names += (names.empty() ? "" : ", ") + name;
    throw Error(path_or_name + ": there is no such recipe file; give a file, or one of " + names);
  }
  return parse_recipe(shipped->toml, path_or_name + ".toml", settings);
}

std::vector<std::string> shipped_recipe_names() {
  std::vector<std::string> names;
  for (const ShippedRecipe& recipe : shipped_recipes()) names.emplace_back(recipe.name);
  return names;
}

}  // namespace earshot
