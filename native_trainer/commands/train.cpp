#include <filesystem>
#include <format>
#include <iostream>
#include <nlohmann/json.hpp>
#include <utility>

#include "commands/commands.h"
#include "data/synthetic_data.h"
#include "error.h"
#include "experiment/development_data.h"
#include "experiment/finish_run.h"
#include "experiment/interrupt.h"
#include "experiment/run_folder.h"
#include "experiment/sealed_test.h"
#include "experiment/trained_network.h"
#include "recipe/recipe.h"
#include "report/metrics_text.h"

namespace earshot {
namespace {

constexpr const char* kDefaultRecipe = "digits-synthetic";

struct TrainOptions {
  std::string recipe = kDefaultRecipe;
  std::filesystem::path data;
  std::filesystem::path run;
  std::filesystem::path resume;
  std::vector<Setting> settings;
  WorkOptions work;
};

std::filesystem::path data_folder(const Recipe& recipe, const TrainOptions& options) {
  if (!options.data.empty()) return options.data;
  if (!options.resume.empty()) return read_run_environment(options.resume).at("data").get<std::string>();
  if (const auto synthetic = recipe.data.synthetic) {
    return synthetic_data_folder(*synthetic, options.work.threads,
                                 progress_line(making(*synthetic), options.work));
  }
  throw Error("--data: is missing; name the folder of the recordings that " + options.recipe +
              " learns from");
}

void print(const RunFolder& run, const RunResults& results) {
  std::cout << std::format(
      "model       {}\nverified    ONNX Runtime and LibTorch differ by at most {:.1g} in {} clips\n",
      run.model().string(), results.exported.largest_difference, results.exported.examples);
  for (const MeasuredPart& part : results.parts) {
    std::cout << std::format("{:<12}{} of {} clips right, loss {:.4f}\n", part.name,
                             percent(part.metrics.accuracy()), part.metrics.all.clips, part.metrics.loss);
  }
  std::cout << "report      " << run.report().string() << '\n';
}

void say_stopped(const TrainingResult& result, const Recipe& recipe, const RunFolder& run) {
  const std::string model =
      result.history.empty() ? "before the first epoch was complete: there is no model yet"
                             : std::format("after epoch {} of {}: the model is that of epoch {}",
                                           result.history.size(), recipe.training.epochs, result.kept_epoch);
  std::cerr << "\nStopped " << model << "; go on with: earshot train --resume " << run.path().string()
            << '\n';
}

void run_training(const TrainOptions& options) {
  const bool resuming = !options.resume.empty();
  const Recipe recipe = resuming ? load_recipe((options.resume / "recipe.toml").string())
                                 : load_recipe(options.recipe, options.settings);
  RunFolder::require_new(options.run);
  const std::filesystem::path folder = data_folder(recipe, options);
  const DevelopmentData data = load_development_data(recipe, folder, options.work);
  SealedTest test(recipe, folder);
  const RunFolder run = resuming ? RunFolder::open(options.resume)
                                 : RunFolder::create(options.run, recipe, folder, options.work);
  TrainedNetwork trained = [&] {
    const InterruptHandler handler;
    return train_network(recipe, data, run.checkpoint(), options.work, handler.stop_requested());
  }();
  const TrainingResult result = trained.result;
  if (result.stopped()) say_stopped(result, recipe, run);
  if (!result.history.empty()) {
    print(run, finish_run(run, recipe, data, std::move(test), std::move(trained), options.work));
  }
  if (result.stopped()) throw CLI::RuntimeError(kInterruptedStatus);
}

}  // namespace

void add_train_command(CLI::App& app) {
  CLI::App* command = app.add_subcommand("train", "Train a model by a recipe");
  const auto options = std::make_shared<TrainOptions>();
  std::string names;
  for (const std::string& name : shipped_recipe_names()) names += (names.empty() ? "" : ", ") + name;
  CLI::Option* recipe =
      command->add_option("RECIPE", options->recipe, "Recipe file, or a shipped one: " + names)
          ->capture_default_str();
  command->add_option("--data", options->data,
                      "Folder of recordings; left out, recipes with synthetic data make them");
  CLI::Option* run = command->add_option(
      "--run", options->run, "Folder for the results; must not exist yet (default: runs/NAME-DATE)");
  const auto add_setting = [&](const std::string& option, const std::string& key) {
    return command->add_option_function<long>(
        option, [options, key](long value) { options->settings.push_back({key, std::to_string(value)}); },
        "Instead of the recipe's");
  };
  CLI::Option* seed = add_setting("--seed", "seed")->check(CLI::Range(0L, 1'000'000'000L));
  CLI::Option* epochs = add_setting("--epochs", "training.epochs")->check(CLI::Range(1L, 1'000'000L));
  command->add_option("--device", options->work.device, "Where to train")
      ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
      ->capture_default_str();
  command->add_option("--threads", options->work.threads, "Threads")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->add_option("--resume", options->resume, "Go on with an interrupted run: its folder")
      ->excludes(recipe)
      ->excludes(run)
      ->excludes(seed)
      ->excludes(epochs);
  command->add_flag("--quiet", options->work.quiet, "Show no progress");
  command->footer(
      "Examples:\n  earshot train\n  earshot train digits --data recordings\n  earshot train my-recipe.toml "
      "--data "
      "my-recordings --epochs 50\n  earshot train --resume runs/digits-20250131-120000");
  command->callback([options] { run_training(*options); });
}

}  // namespace earshot
