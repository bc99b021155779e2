#include <algorithm>
#include <filesystem>
#include <format>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

#include "commands/commands.h"
#include "commands/loaded_model.h"
#include "data/added_noise.h"
#include "data/audio_file.h"
#include "data/dataset.h"
#include "data/excerpts.h"
#include "data/files.h"
#include "data/folder_scan.h"
#include "data/parallel.h"
#include "data/progress.h"
#include "data/read_failures.h"
#include "error.h"
#include "report/acceptance.h"
#include "report/figures.h"
#include "report/metrics.h"
#include "report/metrics_text.h"
#include "report/predictions_csv.h"
#include "report/progress_line.h"

namespace earshot {
namespace {

struct EvaluateOptions {
  std::filesystem::path model;
  std::filesystem::path data;
  std::string layout = "auto";
  std::vector<std::string> speakers;
  std::string takes;
  std::vector<std::string> folds;
  std::string other_labels = "error";
  double excerpt_seconds = 0.0;  ///< 0: whole clips
  std::optional<double> snr_decibels;
  std::vector<std::string> noise = {"white", "pink", "brown"};
  std::filesystem::path output;
  bool json = false;
  int jobs = hardware_threads();
};

struct Evaluation {
  std::vector<Judgement> judgements;
  std::vector<std::string> notes;  ///< what was left out
};

Dataset find_clips(const EvaluateOptions& options, const ModelCard& card, std::vector<std::string>& notes) {
  SourceSpec source;
  source.name = options.data.string();
  source.layout = options.layout;
  source.speakers = options.speakers;
  if (!options.takes.empty()) source.takes = NumberRanges::parse(options.takes);
  source.other_labels = options.other_labels;
  if (options.other_labels != "error" && options.other_labels != "ignore" &&
      !std::ranges::contains(card.labels, options.other_labels)) {
    throw Error("--other-labels: the model has no label \"" + options.other_labels +
                "\"; give error, ignore or one of its labels");
  }
  Dataset dataset = find_dataset({.sources = {source}, .labels = card.labels}, options.data, notes);
  if (!options.folds.empty()) {
    std::erase_if(dataset.clips,
                  [&](const ClipFile& clip) { return !std::ranges::contains(options.folds, clip.fold); });
  }
  if (dataset.clips.empty())
    throw Error(options.data.string() + ": no clip of those asked for has a label of the model");
  return dataset;
}

/// The clip, or what is to be classified of it one by one.
std::vector<ClipFile> parts_of(const ClipFile& file, const Clip& clip, double excerpt_seconds) {
  if (excerpt_seconds == 0.0) return {file};
  std::vector<ClipFile> parts;
  for (const Excerpt& excerpt :
       excerpts_of(clip, {.seconds = excerpt_seconds, .hop_seconds = excerpt_seconds})) {
    parts.push_back(file);
    parts.back().excerpt = excerpt;
  }
  return parts;
}

Evaluation evaluate_clips(const LoadedModel& model, const EvaluateOptions& options) {
  Evaluation evaluation;
  const Dataset dataset = find_clips(options, model.card(), evaluation.notes);
  const std::vector<float> targets = dataset.targets();
  std::optional<AddedNoise> noise;
  if (options.snr_decibels) noise.emplace(options.noise, *options.snr_decibels, *model.card().front_end);
  std::vector<std::vector<Judgement>> judgements(dataset.clips.size());
  ReadFailures failures(dataset.clips.size());
  ProgressLine line("Classifying clips");
  ProgressCounter counter([&](std::size_t done, std::size_t total) { line.show(done, total); },
                          dataset.clips.size());
  parallel_for(dataset.clips.size(), options.jobs, [&] {
    return [&, classifier = ClipClassifier(model)](std::size_t i) mutable {
      const ClipFile& file = dataset.clips[i];
      try {
        const Clip clip = read_audio_file(file.path);
        for (const ClipFile& part : parts_of(file, clip, options.excerpt_seconds)) {
          Clip heard = part.excerpt ? cut(clip, *part.excerpt) : clip;
          if (noise) heard = noise->add(heard, classifier.front_end(), i);
          judgements[i].push_back(
              judge(part, targets[i], model.card().task, classifier.logits(heard), model.card().temperature));
        }
      } catch (const Error& error) {
        failures.add(error.what());
      }
      counter.count_one();
    };
  });
  for (std::vector<Judgement>& of_clip : judgements)
    std::ranges::move(of_clip, std::back_inserter(evaluation.judgements));
  for (const std::string& line_of_failure : failures.lines()) evaluation.notes.push_back(line_of_failure);
  if (evaluation.judgements.empty())
    throw Error(evaluation.notes.back() + "; not one clip could be classified");
  return evaluation;
}

nlohmann::json to_json(const LoadedModel& model, const Metrics& metrics, const Evaluation& evaluation) {
  const std::vector<std::string>& labels = metrics.labels;
  nlohmann::json json = to_json(metrics);
  json["model"] = model.card().name;
  json["self_check"] = {{"difference", model.self_check_difference()}, {"verified", model.verified()}};
  json["notes"] = evaluation.notes;
  const DecisionSpec& decision = model.card().decision;
  if (!decision.rejected.empty())
    json["acceptance"] = to_json(measure_acceptance(decision, labels, evaluation.judgements));
  for (const Judgement& judgement : evaluation.judgements) {
    json["predictions"].push_back({{"file", judgement.file},
                                   {"speaker", judgement.speaker},
                                   {"truth", labels[judgement.truth]},
                                   {"prediction", labels[judgement.prediction]},
                                   {"probabilities", judgement.probabilities}});
  }
  return json;
}

/// Of a model that rejects something.
std::string acceptance_text(const ModelCard& card, const Evaluation& evaluation) {
  if (card.decision.rejected.empty()) return {};
  return to_text(measure_acceptance(card.decision, card.labels, evaluation.judgements));
}

std::string mistakes(const std::vector<std::string>& labels, const Evaluation& evaluation) {
  constexpr std::size_t kMost = 20;
  std::size_t count = 0;
  std::string lines;
  for (const Judgement& judgement : evaluation.judgements) {
    if (judgement.truth == judgement.prediction || ++count > kMost) continue;
    lines += std::format("  {}: {}, not {} ({})\n", judgement.file, labels[judgement.prediction],
                         labels[judgement.truth], percent(judgement.probabilities[judgement.prediction]));
  }
  if (count == 0) return {};
  if (count > kMost) lines += std::format("  and {} more; --out DIR writes all predictions\n", count - kMost);
  return "\nMistakes\n" + lines;
}

void write_results(const std::filesystem::path& folder, const LoadedModel& model, const Metrics& metrics,
                   const Evaluation& evaluation) {
  std::filesystem::create_directories(folder);
  write_file(folder / "metrics.json", to_json(model, metrics, evaluation).dump(2) + "\n");
  write_predictions_csv(folder / "predictions.csv", metrics, evaluation.judgements);
  draw_confusion(metrics, model.card().name, folder / "confusion.png");
  if (!metrics.speakers.empty()) {
    draw_accuracy_bars(metrics.speakers, model.card().name + ": accuracy by speaker",
                       folder / "speakers.png");
  }
}

void evaluate(const EvaluateOptions& options) {
  const LoadedModel model(options.model);
  const Evaluation evaluation = evaluate_clips(model, options);
  const Metrics metrics = measure(model.card().task, model.card().labels, evaluation.judgements);
  for (const std::string& note : evaluation.notes) std::cerr << "note: " << note << '\n';
  if (options.json) {
    std::cout << to_json(model, metrics, evaluation).dump(2) << '\n';
  } else {
    std::cout << "model      " << model.card().name << ", " << model.verdict() << '\n'
              << acceptance_text(model.card(), evaluation) << to_text(metrics)
              << mistakes(metrics.labels, evaluation);
  }
  if (!options.output.empty()) write_results(options.output, model, metrics, evaluation);
  require_verified(model);
}

}  // namespace

void add_evaluate_command(CLI::App& app) {
  CLI::App* command = app.add_subcommand("evaluate", "Measure a model on recordings whose labels are known");
  const auto options = std::make_shared<EvaluateOptions>();
  command->add_option("MODEL", options->model, "Model file (.onnx)")->required();
  command->add_option("--data", options->data, "Folder of recordings")->required();
  command->add_option("--layout", options->layout, layout_help())->capture_default_str();
  command->add_option("--speakers", options->speakers, "Only these speakers")->delimiter(',');
  command->add_option("--takes", options->takes, "Only these takes, e.g. 0-4");
  command->add_option("--folds", options->folds, "Only these folds of the data set")->delimiter(',');
  command
      ->add_option(
          "--other-labels", options->other_labels,
          "What becomes of clips whose class is not a label of the model: error, ignore, or the label "
          "they should get, e.g. other")
      ->capture_default_str();
  command
      ->add_option("--excerpts", options->excerpt_seconds,
                   "Cut every clip into excerpts of so many seconds, each classified by itself")
      ->check(CLI::Range(0.01, 3600.0));
  CLI::Option* snr = command
                         ->add_option("--snr", options->snr_decibels,
                                      "Add noise, so many decibels below the clip's mean power")
                         ->check(CLI::Range(-60.0, 120.0));
  command
      ->add_option(
          "--noise", options->noise,
          "Which noise: white, pink, brown, recordings or folders of them; each clip gets one of these")
      ->delimiter(',')
      ->needs(snr)
      ->capture_default_str();
  command->add_option("--out", options->output,
                      "Folder for metrics.json, predictions.csv, confusion.png and speakers.png");
  command->add_flag("--json", options->json, "Print JSON");
  command->add_option("--jobs", options->jobs, "Threads")->check(CLI::Range(1, 1024))->capture_default_str();
  command->footer(
      "Examples:\n"
      "  earshot evaluate digits.onnx --data AudioMNIST/data --speakers 13,14,15,16\n"
      "  earshot evaluate digits.onnx --data fsdd --takes 0-4 --out results\n"
      "  earshot evaluate digits.onnx --data speech_commands --other-labels ignore --json\n"
      "  earshot evaluate digits.onnx --data fsdd --snr 5 --noise pink,noises");
  command->callback([options] { evaluate(*options); });
}

}  // namespace earshot
