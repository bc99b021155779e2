#include <filesystem>
#include <format>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "commands/commands.h"
#include "commands/recipe_options.h"
#include "data/dataset.h"
#include "data/files.h"
#include "error.h"
#include "experiment/interrupt.h"
#include "experiment/run_set.h"
#include "experiment/search_space.h"
#include "experiment/trial.h"
#include "experiment/trial_results.h"

namespace earshot {
namespace {

struct SweepOptions {
  RecipeOptions recipe;
  std::vector<std::string> grid;
  std::vector<std::string> random;
  std::size_t trials = 0;
  std::vector<std::uint64_t> seeds;
  std::filesystem::path output;
  int jobs = 1;
  bool json = false;
  WorkOptions work;
};

std::vector<std::vector<Setting>> choose_settings(const SweepOptions& options, const Recipe& recipe) {
  std::vector<SearchRange> ranges;
  for (const std::string& text : options.grid) ranges.push_back(parse_grid_range(text));
  for (const std::string& text : options.random) ranges.push_back(parse_random_range(text));
  return options.random.empty() ? grid_trials(ranges) : random_trials(ranges, options.trials, recipe.seed);
}

std::string to_text(const std::vector<Setting>& settings) {
  std::string text;
  for (const auto& [key, value] : settings) text += (text.empty() ? "" : ", ") + key + " = " + value;
  return text;
}

Trial plan_trial(const SweepOptions& options, const std::string& name, const std::vector<Setting>& settings,
                 const std::vector<std::uint64_t>& seeds) {
  Trial trial{.name = name, .settings = settings};
  for (const std::uint64_t seed : seeds) {
    std::vector<Setting> all = settings;
    all.push_back({"seed", std::to_string(seed)});
    try {
      trial.runs.push_back({std::format("{}-seed-{}", name, seed), options.recipe.load(all)});
    } catch (const Error& error) {
      throw Error("with " + to_text(settings) + ": " + error.what());
    }
  }
  return trial;
}

std::vector<Trial> plan_trials(const SweepOptions& options, const Recipe& recipe) {
  const std::vector<std::uint64_t> seeds = options.seeds.empty() ? std::vector{recipe.seed} : options.seeds;
  std::vector<Trial> trials;
  for (const std::vector<Setting>& settings : choose_settings(options, recipe)) {
    trials.push_back(plan_trial(options, std::format("trial-{:03}", trials.size() + 1), settings, seeds));
  }
  return trials;
}

/// Throws Error when a trial has no validation clips to be chosen by, or its split cannot be made.
void check_splits(const std::vector<Trial>& trials, const std::filesystem::path& data) {
  std::set<nlohmann::json> checked;
  for (const Trial& trial : trials) {
    const Recipe& recipe = trial.runs.front().recipe;
    if (recipe.split.validation.empty()) {
      throw Error(recipe.name +
                  ": has no validation clips, by which trials are chosen; take some with "
                  "--set split.validation='[{ fraction = 0.1 }]'");
    }
    const nlohmann::json clips = {recipe.resolved_json.at("data"), recipe.resolved_json.at("split")};
    if (recipe.data.points || !checked.insert(clips).second) continue;
    std::vector<std::string> notes;
    split_dataset(find_dataset(recipe.data, data, notes), recipe.split, notes);
  }
}

nlohmann::json plan_of(const SweepOptions& options, const Recipe& recipe, const std::filesystem::path& data) {
  nlohmann::json json = recipe.resolved_json;
  if (options.random.empty()) json.erase("seed");  // random trials are drawn from it
  return {{"data", data.empty() ? "" : std::filesystem::absolute(data).lexically_normal().string()},
          {"grid", options.grid},
          {"random", options.random},
          {"recipe", json}};
}

std::vector<PlannedRun> all_runs(const std::vector<Trial>& trials) {
  std::vector<PlannedRun> runs;
  for (const Trial& trial : trials) runs.insert(runs.end(), trial.runs.begin(), trial.runs.end());
  return runs;
}

void sweep(const SweepOptions& options) {
  const Recipe recipe = options.recipe.load();
  const std::vector<Trial> trials = plan_trials(options, recipe);
  const std::filesystem::path data = options.recipe.data_folder(recipe, options.work);
  check_splits(trials, data);
  const RunSet set =
      RunSet::create_or_open(options.output, recipe.name + "-sweep", plan_of(options, recipe, data));
  const bool complete = set.conduct(all_runs(trials), options.jobs, options.work,
                                    [&](const PlannedRun& run, const WorkOptions& work) {
                                      return conduct_trial(run.recipe, data, set.path_of(run), work);
                                    });
  if (!complete) {
    std::cerr << "\nStopped; go on with the same command and --out " << set.path().string() << '\n';
    throw CLI::RuntimeError(kInterruptedStatus);
  }
  const std::vector<TrialResult> results = read_results(set, trials, recipe.training.monitor);
  write_file(set.path() / "trials.csv", to_csv(results));
  const TrialResult& best = results.front();
  if (!best.problem.empty()) throw Error("every trial diverged; the first: " + best.problem);
  draw_results(results, recipe.training.monitor, recipe.name + ": sweep", set.path() / "trials.png");
  const std::filesystem::path best_recipe = set.path() / "best.toml";
  write_file(best_recipe, best.trial->runs.front().recipe.resolved_toml);
  if (options.json) {
    std::cout << to_json(results).dump(2) << '\n';
    return;
  }
  std::cout << to_text(results) << "\nbest       " << best.trial->name << ": "
            << to_text(best.trial->settings) << "\ntrials     " << (set.path() / "trials.csv").string()
            << "\nplot       " << (set.path() / "trials.png").string()
            << "\nTest it, once, with: earshot train " << best_recipe.string()
            << (data.empty() ? "" : " --data " + data.string()) << '\n';
}

}  // namespace

void add_sweep_command(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("sweep", "Try values of a recipe's keys, chosen by the validation set alone");
  const auto options = std::make_shared<SweepOptions>();
  add_recipe_options(*command, options->recipe);
  add_data_option(*command, options->recipe);
  CLI::Option* grid =
      command
          ->add_option(
              "--grid", options->grid,
              "KEY=[VALUE, ...]: every value; given again, every combination. Values are TOML, whole "
              "tables and lists, too")
          ->allow_extra_args(false);
  CLI::Option* random =
      command
          ->add_option(
              "--random", options->random,
              "KEY=[VALUE, ...], or KEY={ low = 1e-4, high = 1e-2, log = true }: drawn anew for every "
              "trial; may be given again")
          ->allow_extra_args(false)
          ->excludes(grid);
  CLI::Option* trials = command->add_option("--trials", options->trials, "How many random trials")
                            ->check(CLI::Range(1, 100'000))
                            ->needs(random);
  random->needs(trials);
  command
      ->add_option("--seeds", options->seeds, "Train every trial with each of these (default: the recipe's)")
      ->delimiter(',');
  command->add_option("--out", options->output,
                      "Folder for the results (default: runs/NAME-sweep-DATE); one that was interrupted is "
                      "gone on with");
  command->add_option("--jobs", options->jobs, "Trials trained at once, sharing the threads")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->add_flag("--json", options->json, "Print JSON");
  add_work_options(*command, options->work);
  command->footer(
      "The best trial is the one of the highest validation accuracy, or the lowest validation loss where the "
      "recipe says training.monitor = \"loss\". The test set is never read; best.toml is to be tested "
      "once.\n\n"
      "Examples:\n"
      "  earshot sweep s0-one-speaker --data AudioMNIST/data --grid 'network.layers[1].times=[4, 8]' \\\n"
      "    --grid 'front_end.compression=[{ kind = \"none\" }, { kind = \"log\" }]' --jobs 4\n"
      "  earshot sweep s4-mfcc --data fsdd --trials 20 --seeds 1,2,3 \\\n"
      "    --random 'training.optimizer.learning_rate={ low = 1e-4, high = 1e-1, log = true }'");
  command->callback([options] {
    if (options->grid.empty() && options->random.empty()) {
      throw Error("sweep: which keys? name them with --grid or --random; see earshot sweep --help");
    }
    sweep(*options);
  });
}

}  // namespace earshot
