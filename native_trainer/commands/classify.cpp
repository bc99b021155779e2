#include <algorithm>
#include <filesystem>
#include <format>
#include <iostream>
#include <nlohmann/json.hpp>
#include <numeric>

#include "commands/commands.h"
#include "commands/loaded_model.h"
#include "data/audio_file.h"
#include "error.h"
#include "model/prediction.h"
#include "report/metrics_text.h"
#include "report/text_table.h"

namespace earshot {
namespace {

struct ClassifyOptions {
  std::filesystem::path model;
  std::vector<std::filesystem::path> files;
  bool json = false;
};

nlohmann::json to_json(const std::vector<std::string>& labels, const std::filesystem::path& file,
                       const Prediction& prediction, const std::vector<float>& logits) {
  nlohmann::json probabilities = nlohmann::json::object();
  for (std::size_t i = 0; i < labels.size(); ++i) probabilities[labels[i]] = prediction.probabilities[i];
  return {{"file", file.string()},
          {"label", labels[prediction.label]},
          {"probability", prediction.probabilities[prediction.label]},
          {"probabilities", probabilities},
          {"logits", logits}};
}

/// The labels from the most probable down.
std::string to_text(const std::vector<std::string>& labels, const std::filesystem::path& file,
                    const Prediction& prediction) {
  std::vector<std::size_t> order(labels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return prediction.probabilities[i]; });
  const auto row = [&](std::size_t i) -> std::vector<std::string> {
    return {"  " + labels[i], percent(prediction.probabilities[i])};
  };
  TextTable table(row(order.front()));
  for (const std::size_t i : std::span(order).subspan(1)) table.add(row(i));
  return file.string() + ": " + labels[prediction.label] + '\n' + table.text();
}

void classify(const ClassifyOptions& options) {
  const LoadedModel model(options.model);
  const std::vector<std::string>& labels = model.card().labels;
  ClipClassifier classifier(model);
  if (!options.json) std::cout << model.card().name << ", " << model.verdict() << '\n';

  nlohmann::json results = nlohmann::json::array();
  bool all_read = true;
  for (const std::filesystem::path& file : options.files) {
    try {
      const std::vector<float> logits = classifier.logits(read_audio_file(file));
      const Prediction prediction = predict(model.card().task, logits, model.card().temperature);
      if (options.json) {
        results.push_back(to_json(labels, file, prediction, logits));
      } else {
        std::cout << '\n' << to_text(labels, file, prediction);
      }
    } catch (const Error& error) {
      std::cerr << "earshot: " << error.what() << '\n';
      all_read = false;
    }
  }
  if (options.json) {
    const nlohmann::json check = {{"difference", model.self_check_difference()},
                                  {"verified", model.verified()}};
    std::cout << nlohmann::json{{"model", model.card().name}, {"self_check", check}, {"files", results}}.dump(
                     2)
              << '\n';
  }
  if (!all_read) throw CLI::RuntimeError(2);
  require_verified(model);
}

}  // namespace

void add_classify_command(CLI::App& app) {
  CLI::App* command = app.add_subcommand("classify", "Say what a model hears in recordings");
  const auto options = std::make_shared<ClassifyOptions>();
  command->add_option("MODEL", options->model, "Model file (.onnx)")->required();
  command->add_option("FILE", options->files, "Recordings (wav, flac, ogg ...) at any rate")->required();
  command->add_flag("--json", options->json, "Print JSON");
  command->footer("Example:\n  earshot classify digits.onnx seven.wav eight.flac");
  command->callback([options] { classify(*options); });
}

}  // namespace earshot
