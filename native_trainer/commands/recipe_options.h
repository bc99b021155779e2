#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "experiment/work_options.h"
#include "recipe/recipe.h"

namespace earshot {

/// The options of commands that work with a recipe.
struct RecipeOptions {
  std::string name = {};               ///< of a file, or of a shipped recipe
  std::vector<Setting> settings = {};  ///< what takes the place of its values
  std::filesystem::path data = {};     ///< folder of recordings; empty: not given

  /// Throws Error as load_recipe does. `more` comes after the person's own settings.
  Recipe load(const std::vector<Setting>& more = {}) const;

  /// The folder given, or that of the recordings which the recipe can make by itself, made now if they are
  /// not there yet; empty for generated numbers. Throws Error when it must be given.
  std::filesystem::path data_folder(const Recipe& recipe, const WorkOptions& work) const;
};

/// --set.
CLI::Option* add_set_option(CLI::App& command, std::vector<Setting>& settings);

/// RECIPE, which is returned, and --set. Whoever needs it adds --data.
CLI::Option* add_recipe_options(CLI::App& command, RecipeOptions& options);
void add_data_option(CLI::App& command, RecipeOptions& options);

/// --device, --threads and --quiet.
void add_work_options(CLI::App& command, WorkOptions& options);

}  // namespace earshot
