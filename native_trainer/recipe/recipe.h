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
#include "model/model_card.h"
#include "network/network_spec.h"
#include "recipe/report_spec.h"
#include "recipe/settings.h"
#include "training/training_spec.h"

namespace earshot {

/// One experiment, from data to report, as a TOML file describes it.
///
/// It learns from recordings, or from generated numbers (data.points), which have no front end, no
/// augmentation and no decisions.
struct Recipe {
  std::string name;
  std::string description;
  /// What is learned; the loss follows from it (training/loss.h).
  ModelCard::Task task = ModelCard::Task::single_label;
  std::uint64_t seed = 0;
  DataSpec data;
  SplitSpec split;
  AugmentationSpec augmentation;
  std::optional<FrontEndSpec> front_end;  ///< none for generated numbers
  NetworkSpec network;
  TrainingSpec training;
  DecisionSpec decision;
  ReportSpec report;

  std::string resolved_toml;     ///< a recipe that says the same, every default written out
  nlohmann::json resolved_json;  ///< likewise
};

/// Reads a recipe with `settings` in the place of its own values. Throws Error "FILE:LINE: KEY: problem; what
/// is allowed" for whatever is wrong with it: syntax, unknown or missing keys, values out of range, layers
/// that do not fit their input, contradictions between sections.
Recipe parse_recipe(std::string_view toml, const std::string& file,
                    const std::vector<Setting>& settings = {});

/// A recipe from a file or, if there is no such file, the shipped one of that name ("digits").
Recipe load_recipe(const std::string& path_or_name, const std::vector<Setting>& settings = {});

/// Throws Error "WHERE: ..." when the network's logits do not fit the task and the number of labels: one for
/// two labels of a binary task, one a label otherwise. For labels that only the data tell; those that a
/// recipe names were checked as it was read.
void check_logits(const Recipe& recipe, std::size_t labels, const std::string& where);

/// The names of the recipes that are built in (assets/recipes).
std::vector<std::string> shipped_recipe_names();

}  // namespace earshot
