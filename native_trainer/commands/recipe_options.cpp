#include "commands/recipe_options.h"

#include "data/synthetic_data.h"
#include "error.h"

namespace earshot {

Recipe RecipeOptions::load(const std::vector<Setting>& more) const {
  std::vector<Setting> all = settings;
  all.insert(all.end(), more.begin(), more.end());
  return load_recipe(name, all);
}

std::filesystem::path RecipeOptions::data_folder(const Recipe& recipe, const WorkOptions& work) const {
  if (recipe.data.points) {
    if (data.empty()) return {};
    throw Error("--data: " + recipe.name + " learns from numbers that it generates; leave it out");
  }
  if (!data.empty()) return data;
  if (const auto synthetic = recipe.data.synthetic) {
    return synthetic_data_folder(*synthetic, work.threads, progress_line(making(*synthetic), work));
  }
  throw Error("--data: is missing; name the folder of the recordings that " + recipe.name + " learns from");
}

CLI::Option* add_set_option(CLI::App& command, std::vector<Setting>& settings) {
  return command
      .add_option_function<std::vector<std::string>>(
          "--set",
          [&settings](const std::vector<std::string>& texts) {
            for (const std::string& text : texts) settings.push_back(parse_setting(text));
          },
          "KEY=VALUE in the place of the recipe's, as TOML, e.g. training.batch_size=16 or "
          "network.layers[1].times=4 (entries count from 1); may be given again")
      ->allow_extra_args(false);
}

CLI::Option* add_recipe_options(CLI::App& command, RecipeOptions& options) {
  std::string names;
  for (const std::string& name : shipped_recipe_names()) names += (names.empty() ? "" : ", ") + name;
  add_set_option(command, options.settings);
  return command.add_option("RECIPE", options.name, "Recipe file, or a shipped one: " + names)
      ->required(options.name.empty())
      ->capture_default_str();
}

void add_data_option(CLI::App& command, RecipeOptions& options) {
  command.add_option("--data", options.data,
                     "Folder of recordings; left out, recipes with synthetic data make them");
}

void add_work_options(CLI::App& command, WorkOptions& options) {
  command.add_option("--device", options.device, "Where to train")
      ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
      ->capture_default_str();
  command.add_option("--threads", options.threads, "Threads")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command.add_flag("--quiet", options.quiet, "Show no progress");
}

}  // namespace earshot
