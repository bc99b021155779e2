#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <format>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "commands/commands.h"
#include "commands/run_folder.h"
#include "data/augmented_examples.h"
#include "data/cached_examples.h"
#include "data/dataset.h"
#include "data/feature_statistics.h"
#include "data/files.h"
#include "data/parallel.h"
#include "data/recordings.h"
#include "data/synthetic_voices.h"
#include "error.h"
#include "export/export_model.h"
#include "recipe/recipe.h"
#include "report/metrics_text.h"
#include "report/progress_line.h"
#include "training/terminal_progress.h"
#include "training/trainer.h"

namespace earshot {
namespace {

constexpr const char* kDefaultRecipe = "digits-synthetic";
constexpr int kInterrupted = 130;  // what shells say of a program that SIGINT ended

struct TrainOptions {
  std::string recipe = kDefaultRecipe;
  std::filesystem::path data;
  std::filesystem::path run;
  std::filesystem::path resume;
  std::string device = "auto";
  RecipeOverrides overrides;
  int threads = hardware_threads();
  bool quiet = false;
};

/// Set by Ctrl-C; a second one ends the program at once.
std::atomic<bool> stop_requested = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may use nothing else");

class InterruptHandler {
 public:
  InterruptHandler() {
    struct sigaction action = {};
    action.sa_handler = [](int) { stop_requested = true; };
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, &previous_);
  }
  ~InterruptHandler() { sigaction(SIGINT, &previous_, nullptr); }
  InterruptHandler(const InterruptHandler&) = delete;
  InterruptHandler& operator=(const InterruptHandler&) = delete;

 private:
  struct sigaction previous_ = {};
};

/// A ProgressFunction that draws a line, or nothing when quiet.
ProgressFunction progress_line(const std::string& what, bool quiet) {
  if (quiet) return {};
  return [line = std::make_shared<ProgressLine>(what)](std::size_t done, std::size_t total) {
    line->show(done, total);
  };
}

/// The recordings that the default recipe learns from, spoken at the first call and kept for the next.
std::filesystem::path synthetic_data(const TrainOptions& options) {
  const SyntheticDigitsSpec spec;
  const char* cache = std::getenv("EARSHOT_CACHE");
  const char* home = std::getenv("HOME");
  const std::filesystem::path folder =
      (cache  ? std::filesystem::path(cache)
       : home ? std::filesystem::path(home) / ".cache" / "earshot"
              : std::filesystem::temp_directory_path() / "earshot") /
      std::format("synthetic-digits-{}x{}-seed{}", spec.speakers, spec.takes, spec.seed);
  if (!std::filesystem::exists(folder)) {
    std::filesystem::create_directories(folder.parent_path());
    synthesize_digits(folder, spec, options.threads, progress_line("Speaking digits", options.quiet));
  }
  return folder;
}

std::filesystem::path data_folder(const TrainOptions& options) {
  if (!options.data.empty()) return options.data;
  if (!options.resume.empty()) return read_run_environment(options.resume).at("data").get<std::string>();
  if (options.recipe == kDefaultRecipe) return synthetic_data(options);
  throw Error("--data: is missing; name the folder of the recordings that " + options.recipe +
              " learns from");
}

/// The three parts of the data, decoded, and as the network sees them.
struct Data {
  std::shared_ptr<const Recordings> training;
  Recordings validation;
  Recordings test;
  FrontEndSpec front_end;  ///< with the training set's statistics, where it needs them
  std::unique_ptr<Examples> training_examples;
  std::unique_ptr<Examples> validation_examples;
  std::unique_ptr<Examples> test_examples;
};

Recordings decode(const Dataset& dataset, const std::string& part, const Recipe& recipe,
                  const TrainOptions& options) {
  if (dataset.clips.empty()) return {.dataset = dataset, .sample_rate = recipe.front_end.sample_rate};
  Recordings recordings = read_recordings(dataset, recipe.front_end.sample_rate, options.threads,
                                          progress_line("Reading " + part + " clips", options.quiet));
  for (const std::string& note : recordings.unreadable) std::cerr << "note: " << note << '\n';
  return recordings;
}

Data load_data(const Recipe& recipe, const std::filesystem::path& folder, const TrainOptions& options) {
  std::vector<std::string> notes;
  const Dataset dataset = find_dataset(recipe.data, folder, notes);
  const auto labels = static_cast<std::int64_t>(dataset.labels.size());
  if (labels != recipe.network.logit_count()) {
    throw Error(
        std::format("{}: has {} classes, but the network of {} ends with {} logits; change the units of its "
                    "last layer, or name the labels in [data]",
                    folder.string(), labels, recipe.name, recipe.network.logit_count()));
  }
  const DatasetSplit split = split_dataset(dataset, recipe.split, notes);
  for (const std::string& note : notes) std::cerr << "note: " << note << '\n';

  Data data;
  data.front_end = recipe.front_end;
  data.training = std::make_shared<Recordings>(decode(split.training, "training", recipe, options));
  data.validation = decode(split.validation, "validation", recipe, options);
  data.test = decode(split.test, "test", recipe, options);
  measure_feature_statistics(data.front_end, *data.training, options.threads);
  const auto cached = [&](const Recordings& recordings) {
    return std::make_unique<CachedExamples>(recordings, data.front_end, options.threads);
  };
  if (recipe.augmentation.empty()) {
    data.training_examples = cached(*data.training);
  } else {
    data.training_examples =
        std::make_unique<AugmentedExamples>(data.training, data.front_end, recipe.augmentation, recipe.seed);
  }
  data.validation_examples = cached(data.validation);
  data.test_examples = cached(data.test);
  return data;
}

/// What the network says of every example.
std::vector<Judgement> judge_all(const Network& network, const Examples& examples,
                                 const Recordings& recordings) {
  constexpr std::size_t kBatch = 64;
  const auto size = static_cast<std::size_t>(element_count(network.spec().input));
  const auto width = static_cast<std::size_t>(network.spec().logit_count());
  std::vector<Judgement> judgements;
  for (std::size_t begin = 0; begin < examples.size(); begin += kBatch) {
    const std::size_t count = std::min(kBatch, examples.size() - begin);
    std::vector<float> features(count * size);
    for (std::size_t i = 0; i < count; ++i) {
      examples.read(begin + i, 0, std::span(features).subspan(i * size, size));
    }
    const std::vector<float> logits = network.logits(features);
    for (std::size_t i = 0; i < count; ++i) {
      judgements.push_back(judge(recordings.dataset.clips[begin + i],
                                 static_cast<std::size_t>(examples.targets()[begin + i]),
                                 ModelCard::Task::single_label, std::span(logits).subspan(i * width, width)));
    }
  }
  return judgements;
}

/// Measures a part of the data that may be empty.
std::optional<RunPart> measure_part(const std::string& name, const Network& network, const Examples& examples,
                                    const Recordings& recordings) {
  if (examples.size() == 0) return {};
  std::vector<Judgement> judgements = judge_all(network, examples, recordings);
  Metrics metrics = measure(recordings.dataset.labels, judgements);
  return RunPart{name, std::move(metrics), std::move(judgements)};
}

ModelCard make_card(const Recipe& recipe, const Data& data, const std::vector<RunPart>& parts) {
  ModelCard card;
  card.name = recipe.name;
  card.description = recipe.description;
  card.labels = data.training->dataset.labels;
  card.front_end = data.front_end;
  card.decision = recipe.decision;
  card.recipe = recipe.resolved_json;
  for (const SourceSpec& source : recipe.data.sources) {
    card.data_sources.push_back({source.name, source.licence, source.url});
  }
  for (const RunPart& part : parts) {
    card.metrics[part.name + " accuracy"] = part.metrics.accuracy();
    card.metrics[part.name + " loss"] = part.metrics.loss;
    card.metrics[part.name + " clips"] = static_cast<double>(part.metrics.all.clips);
  }
  return card;
}

HtmlReport::Facts data_facts(const Recipe& recipe, const Data& data) {
  HtmlReport::Facts facts;
  for (const SourceSpec& source : recipe.data.sources) {
    facts.emplace_back(source.name, source.licence.empty() ? "licence not named" : source.licence);
  }
  const auto count = [](const Recordings& recordings) { return std::to_string(recordings.samples.size()); };
  facts.emplace_back("training clips", count(*data.training));
  facts.emplace_back("validation clips", count(data.validation));
  facts.emplace_back("test clips", count(data.test));
  return facts;
}

HtmlReport::Facts network_facts(const Network& network) {
  HtmlReport::Facts facts = {{"input", to_string(network.spec().input)}};
  for (const auto& layer : network.spec().layers)
    facts.emplace_back(layer->kind(), to_string(layer->output()));
  facts.emplace_back("parameters", std::to_string(network.parameter_count()));
  return facts;
}

void announce(const Recipe& recipe, const Network& network, const Data& data, Device device) {
  std::cerr << std::format(
      "{}: {} training, {} validation, {} test clips; {} -> {} logits, {} parameters; {}\n", recipe.name,
      data.training->samples.size(), data.validation.samples.size(), data.test.samples.size(),
      to_string(network.spec().input), network.spec().logit_count(), network.parameter_count(),
      describe(device));
}

/// Exports the trained network, measures it, and writes all that a run has to show.
void finish_run(const RunFolder& run, const Recipe& recipe, const Data& data, const Network& network,
                const TrainingResult& result) {
  std::vector<RunPart> parts;
  for (auto&& part : {measure_part("test", network, *data.test_examples, data.test),
                      measure_part("validation", network, *data.validation_examples, data.validation)}) {
    if (part) parts.push_back(*part);
  }
  const Examples& checked = data.test_examples->size() > 0         ? *data.test_examples
                            : data.validation_examples->size() > 0 ? *data.validation_examples
                                                                   : *data.training_examples;
  const ExportReport exported = export_model(run.model(), network, make_card(recipe, data, parts), checked);
  write_file(run.card(), to_json(exported.card).dump(2) + "\n");
  run.write_results(recipe, result, parts, data_facts(recipe, data), network_facts(network));
  std::cout << std::format(
      "model       {}\nverified    ONNX Runtime and LibTorch differ by at most {:.1g} in {} clips\n",
      run.model().string(), exported.largest_difference, exported.examples);
  for (const RunPart& part : parts) {
    std::cout << std::format("{:<12}{} of {} clips right, loss {:.4f}\n", part.name,
                             percent(part.metrics.accuracy()), part.metrics.all.clips, part.metrics.loss);
  }
  std::cout << "report      " << run.report().string() << '\n';
}

/// Augmentation takes about as much work as training on its results: each gets half of the threads.
struct ThreadShares {
  int loading;
  int training;
};

ThreadShares share_threads(const Recipe& recipe, int threads) {
  if (recipe.augmentation.empty()) return {1, threads};
  const int loading = std::max(1, threads / 2);
  return {loading, std::max(1, threads - loading)};
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
                                 : load_recipe(options.recipe, options.overrides);
  if (!options.run.empty() && std::filesystem::exists(options.run)) {
    throw Error(options.run.string() +
                ": exists already; choose another folder, or go on in it with --resume");
  }
  const ThreadShares threads = share_threads(recipe, options.threads);
  const Device device = choose_device(options.device);
  set_training_threads(threads.training);
  const std::filesystem::path folder = data_folder(options);
  const Data data = load_data(recipe, folder, options);
  Network network(recipe.network, recipe.seed);
  const RunFolder run =
      resuming ? RunFolder::open(options.resume)
               : RunFolder::create(options.run, recipe, folder, describe(device), options.threads);
  if (!options.quiet) announce(recipe, network, data, device);

  SilentProgress silent;
  TerminalProgress shown;
  TrainingProgress& progress = options.quiet ? static_cast<TrainingProgress&>(silent) : shown;
  TrainingResult result;
  {
    const InterruptHandler handler;
    result =
        train(network, recipe.training, recipe.seed, *data.training_examples, data.validation_examples.get(),
              {.device = device, .loader_threads = threads.loading, .checkpoint = run.checkpoint()}, progress,
              stop_requested);
  }
  if (result.stopped) say_stopped(result, recipe, run);
  if (!result.history.empty()) finish_run(run, recipe, data, network, result);
  if (result.stopped) throw CLI::RuntimeError(kInterrupted);
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
  command->add_option(
      "--data", options->data,
      "Folder of recordings; " + std::string(kDefaultRecipe) + " has them spoken by espeak-ng");
  CLI::Option* run = command->add_option(
      "--run", options->run, "Folder for the results; must not exist yet (default: runs/NAME-DATE)");
  CLI::Option* seed = command->add_option("--seed", options->overrides.seed, "Instead of the recipe's")
                          ->check(CLI::Range(0L, 1'000'000'000L));
  CLI::Option* epochs = command->add_option("--epochs", options->overrides.epochs, "Instead of the recipe's")
                            ->check(CLI::Range(1L, 1'000'000L));
  command->add_option("--device", options->device, "Where to train")
      ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "Threads")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->add_option("--resume", options->resume, "Go on with an interrupted run: its folder")
      ->excludes(recipe)
      ->excludes(run)
      ->excludes(seed)
      ->excludes(epochs);
  command->add_flag("--quiet", options->quiet, "Show no progress");
  command->footer(
      "Examples:\n  earshot train\n  earshot train digits --data recordings\n  earshot train my-recipe.toml "
      "--data "
      "my-recordings --epochs 50\n  earshot train --resume runs/digits-20250131-120000");
  command->callback([options] { run_training(*options); });
}

}  // namespace earshot
