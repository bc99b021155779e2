#include <filesystem>
#include <format>
#include <iostream>
#include <nlohmann/json.hpp>

#include "commands/commands.h"
#include "commands/recipe_options.h"
#include "experiment/conduct_run.h"
#include "experiment/interrupt.h"
#include "report/metrics_text.h"
#include "report/text_table.h"

namespace earshot {
namespace {

struct TrainOptions {
  RecipeOptions recipe{.name = "digits-synthetic"};
  std::filesystem::path run;
  std::filesystem::path resume;
  WorkOptions work;
};

void print(const RunFolder& run, const History& history, const RunResults& results) {
  std::vector<std::pair<std::string, std::string>> facts = {
      {"model", run.model().string()},
      {"verified", std::format("ONNX Runtime and LibTorch differ by at most {:.1g} in {} examples",
                               results.exported.largest_difference, results.exported.examples)},
      {"lowest loss", lowest_losses_text(history)}};
  for (const MeasuredPart& part : results.parts) facts.emplace_back(part.name, summary_of(part.metrics));
  facts.emplace_back("report", run.report().string());
  std::cout << facts_text(facts);
}

void say_stopped(const TrainingResult& result, const Recipe& recipe, const RunFolder& run) {
  const std::string model =
      result.history.empty() ? "before the first epoch was complete: there is no model yet"
                             : std::format("after epoch {} of {}: the model is that of epoch {}",
                                           result.history.size(), recipe.training.epochs, result.kept_epoch);
  std::cerr << "\nStopped " << model << "; go on with: earshot train --resume " << run.path().string()
            << '\n';
}

RunOutcome begin(const TrainOptions& options) {
  RunFolder::require_new(options.run);
  const Recipe recipe = options.recipe.load();
  return conduct_run(recipe, options.recipe.data_folder(recipe, options.work), options.run, options.work);
}

RunOutcome resume(const TrainOptions& options) {
  const RunFolder run = RunFolder::open(options.resume);
  const std::filesystem::path& data = options.recipe.data;
  return conduct_run(run.recipe(), data.empty() ? run.data() : data, options.resume, options.work);
}

void run_training(const TrainOptions& options) {
  const RunOutcome outcome = options.resume.empty() ? begin(options) : resume(options);
  if (outcome.training.stopped()) say_stopped(outcome.training, outcome.run.recipe(), outcome.run);
  if (outcome.results) print(outcome.run, outcome.training.history, *outcome.results);
  if (outcome.training.stopped()) throw CLI::RuntimeError(kInterruptedStatus);
}

}  // namespace

void add_train_command(CLI::App& app) {
  CLI::App* command = app.add_subcommand("train", "Train a model by a recipe");
  const auto options = std::make_shared<TrainOptions>();
  CLI::Option* recipe = add_recipe_options(*command, options->recipe);
  add_data_option(*command, options->recipe);
  CLI::Option* run = command->add_option(
      "--run", options->run, "Folder for the results; must not exist yet (default: runs/NAME-DATE)");
  const auto add_setting = [&](const std::string& option, const std::string& key) {
    return command->add_option_function<long>(
        option,
        [options, key](long value) { options->recipe.settings.push_back({key, std::to_string(value)}); },
        "Instead of the recipe's");
  };
  CLI::Option* seed = add_setting("--seed", "seed")->check(CLI::Range(0L, 1'000'000'000L));
  CLI::Option* epochs = add_setting("--epochs", "training.epochs")->check(CLI::Range(1L, 1'000'000L));
  add_work_options(*command, options->work);
  command->add_option("--resume", options->resume, "Go on with an interrupted run: its folder")
      ->excludes(recipe)
      ->excludes(run)
      ->excludes(seed)
      ->excludes(epochs)
      ->excludes(command->get_option("--set"));
  command->footer(
      "The test set is measured once, when the last epoch is complete.\n\nExamples:\n"
      "  earshot train\n"
      "  earshot train digits --data recordings\n"
      "  earshot train my-recipe.toml --data my-recordings --epochs 50 --set training.batch_size=16\n"
      "  earshot train --resume runs/digits-20250131-120000");
  command->callback([options] { run_training(*options); });
}

}  // namespace earshot
