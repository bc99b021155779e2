#include <filesystem>
#include <format>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "commands/commands.h"
#include "commands/recipe_options.h"
#include "data/dataset.h"
#include "data/files.h"
#include "error.h"
#include "experiment/conduct_run.h"
#include "experiment/cross_validation.h"
#include "experiment/folds.h"
#include "experiment/interrupt.h"
#include "experiment/run_set.h"
#include "report/figures.h"
#include "report/html_report.h"
#include "report/metrics_text.h"

namespace earshot {
namespace {

struct CrossValidateOptions {
  RecipeOptions recipe;
  std::string folds = "data";
  std::vector<std::uint64_t> seeds;
  std::filesystem::path output;
  int jobs = 1;
  bool json = false;
  WorkOptions work;
};

/// One fold, trained with one seed.
struct FoldRun {
  std::string fold;
  PlannedRun run;
};

/// Throws Error when a fold leaves the recipe without training or validation clips that it needs.
void check_split(const Recipe& recipe, const Dataset& dataset, const std::string& fold) {
  try {
    std::vector<std::string> notes;
    split_dataset(dataset, recipe.split, notes);
  } catch (const Error& error) {
    throw Error(fold + ": " + error.what() +
                "; what is not tested may be chosen with --set split.validation='[{ fraction = 0.1 }]'");
  }
}

std::vector<FoldRun> plan_runs(const CrossValidateOptions& options, const Recipe& recipe,
                               const std::filesystem::path& data) {
  if (recipe.data.points) throw Error(recipe.name + ": learns from generated numbers, which have no folds");
  std::vector<std::string> notes;
  const Dataset dataset = find_dataset(recipe.data, data, notes);
  const std::vector<std::uint64_t> seeds = options.seeds.empty() ? std::vector{recipe.seed} : options.seeds;
  std::vector<FoldRun> runs;
  for (const Fold& fold : plan_folds(options.folds, recipe.data, dataset)) {
    for (const std::uint64_t seed : seeds) {
      std::vector<Setting> settings = fold.settings;
      settings.push_back({"seed", std::to_string(seed)});
      runs.push_back(
          {fold.name, {std::format("{}-seed-{}", fold.name, seed), options.recipe.load(settings)}});
    }
    check_split(runs.back().run.recipe, dataset, fold.name);
  }
  return runs;
}

nlohmann::json plan_of(const CrossValidateOptions& options, const Recipe& recipe,
                       const std::filesystem::path& data) {
  nlohmann::json json = recipe.resolved_json;
  json.erase("seed");
  return {{"cross-validation", options.folds},
          {"data", std::filesystem::absolute(data).lexically_normal().string()},
          {"recipe", json}};
}

/// What was found of the examples and, where those are excerpts, of the files they are cut from.
struct Findings {
  CrossValidation examples;
  std::optional<CrossValidation> files = {};
};

Findings collect(const RunSet& set, const std::vector<FoldRun>& runs) {
  std::vector<FoldResult> examples;
  std::vector<FoldResult> files;
  bool cut = false;
  for (const auto& [fold, run] : runs) {
    const std::filesystem::path path = set.path_of(run);
    const nlohmann::json metrics = RunFolder::open(path).metrics();
    examples.push_back({fold, run.recipe.seed, path, metrics_from_json(metrics.at("test"))});
    // A fold may hold none of the sources that are cut: its examples are files themselves.
    const auto of_files = metrics.find("test files");
    const bool has_files = of_files != metrics.end();
    files.push_back(
        {fold, run.recipe.seed, path, metrics_from_json(has_files ? *of_files : metrics.at("test"))});
    cut = cut || has_files;
  }
  Findings findings{.examples = CrossValidation(std::move(examples))};
  if (cut) findings.files = CrossValidation(std::move(files));
  return findings;
}

std::string to_text(const Findings& findings) {
  std::string text = to_text(findings.examples);
  if (findings.files) text += "\nWhole files, by the mean of their excerpts\n" + to_text(*findings.files);
  return text;
}

nlohmann::json to_json(const Findings& findings) {
  nlohmann::json json = to_json(findings.examples);
  if (findings.files) json["files"] = to_json(*findings.files);
  return json;
}

void add_results(HtmlReport& html, const std::string& of_what, const CrossValidation& validation) {
  const auto add = [&](std::size_t count, const char* of, const Spread& accuracy) {
    html.results.emplace_back(
        std::format("accuracy{} over {} {}", of_what, count, of),
        std::format("{} (standard deviation {})", percent(accuracy.mean), percent(accuracy.deviation)));
  };
  add(validation.folds().size(), "folds", validation.over_folds());
  if (validation.seed_count() > 1) add(validation.seed_count(), "seeds", validation.over_seeds());
  html.metrics.emplace_back("all folds" + of_what, validation.pooled());
}

void write_results(const std::filesystem::path& folder, const Recipe& recipe, const Findings& findings) {
  const CrossValidation& validation = findings.examples;
  const Metrics& pooled = validation.pooled();
  HtmlReport html{.title = recipe.name + ": cross-validation", .recipe = recipe.resolved_toml};
  add_results(html, "", validation);
  if (findings.files) add_results(html, " of whole files", *findings.files);
  const auto add_figure = [&](const std::string& caption, const std::string& name, const auto& draw) {
    draw(folder / name);
    html.figures.emplace_back(caption, folder / name);
  };
  add_figure("Accuracy by fold", "folds.png", [&](const std::filesystem::path& png) {
    draw_accuracy_bars(validation.folds(), recipe.name + ": accuracy by fold", png);
  });
  add_figure("Confusion matrix of all folds", "confusion.png", [&](const std::filesystem::path& png) {
    draw_confusion(pooled, recipe.name + ", all folds", png);
  });
  if (!pooled.speakers.empty()) {
    add_figure("Accuracy by speaker", "speakers.png", [&](const std::filesystem::path& png) {
      draw_accuracy_bars(pooled.speakers, recipe.name + ": accuracy by speaker", png);
    });
  }
  write_file(folder / "cross-validation.json", to_json(findings).dump(2) + "\n");
  write_html_report(html, folder / "report.html");
}

bool conduct_fold(const RunSet& set, const PlannedRun& run, const std::filesystem::path& data,
                  const WorkOptions& work) {
  const RunOutcome outcome = conduct_run(run.recipe, data, set.path_of(run), work);
  if (outcome.training.stopped()) return false;
  std::filesystem::remove(outcome.run.checkpoint());  // a finished fold is not gone on with
  return true;
}

void cross_validate(const CrossValidateOptions& options) {
  const Recipe recipe = options.recipe.load();
  const std::filesystem::path data = options.recipe.data_folder(recipe, options.work);
  const std::vector<FoldRun> runs = plan_runs(options, recipe, data);
  const RunSet set = RunSet::create_or_open(options.output, recipe.name + "-cross-validation",
                                            plan_of(options, recipe, data));
  std::vector<PlannedRun> planned;
  for (const FoldRun& fold : runs) planned.push_back(fold.run);
  const bool complete = set.conduct(
      planned, options.jobs, options.work,
      [&](const PlannedRun& run, const WorkOptions& work) { return conduct_fold(set, run, data, work); });
  if (!complete) {
    std::cerr << "\nStopped; go on with the same command and --out " << set.path().string() << '\n';
    throw CLI::RuntimeError(kInterruptedStatus);
  }
  const Findings findings = collect(set, runs);
  write_results(set.path(), recipe, findings);
  if (options.json) {
    std::cout << to_json(findings).dump(2) << '\n';
  } else {
    std::cout << to_text(findings) << "\nreport     " << (set.path() / "report.html").string() << '\n';
  }
}

}  // namespace

void add_cross_validate_command(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("cross-validate", "Train and test a recipe on every fold of its data");
  const auto options = std::make_shared<CrossValidateOptions>();
  add_recipe_options(*command, options->recipe);
  add_data_option(*command, options->recipe);
  command
      ->add_option("--folds", options->folds,
                   "What tests in turn: data (the data set's own folds), speakers (one at a time), "
                   "speakers:N (in N groups), or a number of folds, dealt by the recipe's split.seed with "
                   "equal shares of every class")
      ->capture_default_str();
  command
      ->add_option("--seeds", options->seeds, "Train every fold with each of these (default: the recipe's)")
      ->delimiter(',');
  command->add_option("--out", options->output,
                      "Folder for the results (default: runs/NAME-cross-validation-DATE); one that was "
                      "interrupted is gone on with");
  command->add_option("--jobs", options->jobs, "Folds trained at once, sharing the threads")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->add_flag("--json", options->json, "Print JSON");
  add_work_options(*command, options->work);
  command->footer(
      "The fold takes the place of the recipe's split.test; of what is left, split.validation takes its part "
      "and the rest trains. A number of folds deals single clips: clips of one speaker may train and "
      "test.\n\n"
      "Examples:\n"
      "  earshot cross-validate s3-esc-cnn --data ESC-10 --folds data --seeds 1,2,3\n"
      "  earshot cross-validate s4-mfcc --data fsdd --folds speakers --jobs 4\n"
      "  earshot cross-validate my-recipe.toml --data my-recordings --folds 5 --out results");
  command->callback([options] { cross_validate(*options); });
}

}  // namespace earshot
