#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/augmentation_spec.h"
#include "data/data_spec.h"
#include "data/split_spec.h"
#include "features/front_end_spec.h"
#include "model/decision_spec.h"
#include "network/network_spec.h"
#include "recipe/report_spec.h"
#include "training/training_spec.h"

namespace earshot {

/// One experiment, from data to report, as a TOML file describes it.
struct Recipe {
  std::string name;
  std::string description;
  std::uint64_t seed = 0;
  DataSpec data;
  SplitSpec split;
  AugmentationSpec augmentation;
  FrontEndSpec front_end;
  NetworkSpec network;
  TrainingSpec training;
  DecisionSpec decision;
  ReportSpec report;

  std::string resolved_toml;     ///< a recipe that says the same, every default written out
  nlohmann::json resolved_json;  ///< likewise
};

/// Values that take the place of the recipe's.
struct RecipeOverrides {
  std::optional<long> seed;
  std::optional<long> epochs;
};

/// Throws Error "FILE:LINE: KEY: problem; what is allowed" for whatever is wrong with the recipe: syntax,
/// unknown or missing keys, values out of range, layers that do not fit their input, contradictions between
/// sections.
Recipe parse_recipe(std::string_view toml, const std::string& file, const RecipeOverrides& overrides = {});

/// A recipe from a file or, if there is no such file, the shipped one of that name ("digits").
Recipe load_recipe(const std::string& path_or_name, const RecipeOverrides& overrides = {});

/// The names of the recipes that are built in (assets/recipes).
std::vector<std::string> shipped_recipe_names();

}  // namespace earshot
