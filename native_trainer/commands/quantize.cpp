#include <algorithm>
#include <filesystem>
#include <format>
#include <iostream>
#include <utility>

#include "commands/commands.h"
#include "commands/recipe_options.h"
#include "data/files.h"
#include "experiment/development_data.h"
#include "experiment/known_training_sounds.h"
#include "inference/onnx_runtime_backend.h"
#include "model/model_file.h"
#include "quantization/quantize_model.h"
#include "recipe/toml_text.h"
#include "report/metrics.h"
#include "report/metrics_text.h"
#include "report/text_table.h"

namespace earshot {
namespace {

struct QuantizeOptions {
  std::filesystem::path model;
  std::filesystem::path output;
  RecipeOptions recipe;  ///< only its data
  bool weights_only = false;
  WorkOptions work;
};

Metrics measure_model(std::span<const std::byte> bytes, const ModelFile& model, const DataPart& part) {
  OnnxRuntimeBackend backend(bytes, model);
  Features features;
  features.values.resize(static_cast<std::size_t>(model.card.input_count()));
  std::vector<Judgement> judgements;
  for (std::size_t i = 0; i < part.size(); ++i) {
    part.examples->read(i, 0, features.values);
    judgements.push_back(judge(part.origins[i], part.examples->targets()[i], model.card.task,
                               backend.logits(features), model.card.temperature));
  }
  return measure(model.card.task, model.card.labels, judgements);
}

/// The original's, but for what is said of the numbers and for what was measured, and the sounds it knows,
/// whose embeddings are not this network's.
ModelCard card_of_quantized(ModelCard card, QuantizationScope scope, const DataPart& part,
                            const Metrics& metrics) {
  const std::string numbers =
      scope == QuantizationScope::weights ? "8-bit weights" : "8-bit weights and activations";
  card.description += card.description.empty() ? numbers : ", with " + numbers;
  card.metrics = {
      {part.name + " loss", metrics.loss},
      {part.name + (card.front_end ? " clips" : " points"), static_cast<double>(metrics.all.clips)}};
  if (card.task != ModelCard::Task::regression) card.metrics[part.name + " accuracy"] = metrics.accuracy();
  return card;
}

std::string size_text(std::size_t bytes) {
  return std::format("{:.1f} KB", static_cast<double>(bytes) / 1000.0);
}

void quantize(const QuantizeOptions& options) {
  const std::vector<std::byte> bytes = read_file(options.model);
  const ModelFile model = read_model_file(bytes, options.model.string());
  const Recipe recipe =
      parse_recipe(to_toml_text(model.card.recipe), "the recipe in " + options.model.string());
  const DevelopmentData data =
      load_development_data(recipe, options.recipe.data_folder(recipe, options.work), options.work);
  const DataPart& compared = data.validation.size() > 0 ? data.validation : data.training;

  const QuantizationScope scope =
      options.weights_only ? QuantizationScope::weights : QuantizationScope::weights_and_activations;

  const QuantizedModel quantized =
      quantize_model(bytes, model, scope, *data.training.examples, *compared.examples);
  const Metrics before = measure_model(bytes, model, compared);
  const Metrics after = measure_model(quantized.bytes, model, compared);
  ModelCard quantized_card = card_of_quantized(model.card, scope, compared, after);
  if (model.card.front_end)
    quantized_card.known_sounds = find_known_sounds(quantized.bytes, model, data.training);
  const std::vector<std::byte> finished = with_card(quantized.bytes, quantized_card);
  write_file(options.output, finished);
  const ModelCard card = read_model_file(finished, options.output.string()).card;
  write_file(std::filesystem::path(options.output).replace_extension(".json"), to_json(card).dump(2) + "\n");

  std::vector<std::pair<std::string, std::string>> facts = {
      {"model", std::format("{}, {} (before: {})", options.output.string(), size_text(finished.size()),
                            size_text(bytes.size()))}};
  if (quantized.share) {
    facts.emplace_back(
        "activations",
        std::format("{:.5g} % of those of {} training examples are within the ranges",
                    100.0 * *quantized.share, std::min(kCalibrationExamples, data.training.size())));
  }
  const LogitDifferences& differences = quantized.differences;
  facts.emplace_back(
      "logits", std::format("differ by {:.2g} (root mean square), at most {:.2g}, in {} {} examples",
                            differences.typical, differences.largest, differences.examples, compared.name));
  facts.emplace_back(compared.name, summary_of(after));
  facts.emplace_back("before", summary_of(before));
  std::cout << facts_text(facts);
}

}  // namespace

void add_quantize_command(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("quantize", "Make a model smaller: weights and activations of 8 bits");
  const auto options = std::make_shared<QuantizeOptions>();
  command->add_option("MODEL", options->model, "Model file (.onnx)")->required();
  add_data_option(*command, options->recipe);
  command
      ->add_option("-o,--out", options->output,
                   "The new model file (.onnx); its card comes beside it (.json)")
      ->required();
  command->add_flag(
      "--weights-only", options->weights_only,
      "Leave activations as they are: smaller still and nearer to the original; better for networks "
      "of depthwise convolutions, which get slower otherwise");
  command->add_option("--threads", options->work.threads, "Threads that read clips")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->add_flag("--quiet", options->work.quiet, "Show no progress");
  command->footer(
      "The data are those of the recipe that the model carries: training clips tell which activations are "
      "to\n"
      "be expected, validation clips what was lost. The card then says what was measured on these alone; "
      "for\n"
      "test clips: earshot evaluate.\n\n"
      "Examples:\n"
      "  earshot quantize runs/NAME/model.onnx --data recordings -o digits-8bit.onnx\n"
      "  earshot quantize runs/NAME/model.onnx --data recordings -o digits-8bit.onnx --weights-only");
  command->callback([options] { quantize(*options); });
}

}  // namespace earshot
