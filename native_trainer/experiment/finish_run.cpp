#include "experiment/finish_run.h"

#include <cmath>
#include <utility>

#include "data/files.h"
#include "experiment/epoch_shares.h"
#include "experiment/known_training_sounds.h"
#include "experiment/run_report.h"
#include "model/model_file.h"
#include "model/temperature.h"

namespace earshot {
namespace {

/// As if every label had been equally frequent among the training examples.
void equalize_priors(const Recipe& recipe, const DevelopmentData& data, Network& network) {
  std::vector<float> shifts;
  for (const double share : label_shares(recipe.data, data.training, data.labels.size())) {
    // Of a label that was never heard nothing is known.
    shifts.push_back(
        share > 0.0 ? static_cast<float>(-std::log(share * static_cast<double>(data.labels.size()))) : 0.0f);
  }
  network.shift_logits(shifts);
}

/// Validation clips are the only ones that neither were learned from nor are to be reported on.
double calibrate(const Recipe& recipe, const DevelopmentData& data, const Network& network) {
  if (recipe.task != ModelCard::Task::single_label || data.validation.size() == 0) return 1.0;
  return fit_temperature(logits_of(network, data.validation), data.validation.examples->targets());
}

ModelCard make_card(const Recipe& recipe, const DevelopmentData& data, double temperature,
                    const std::vector<MeasuredPart>& parts) {
  ModelCard card;
  card.name = recipe.name;
  card.description = recipe.description;
  card.task = recipe.task;
  card.labels = data.labels;
  card.front_end = data.front_end;
  card.temperature = temperature;
  card.decision = recipe.decision;
  card.recipe = recipe.resolved_json;
  for (const SourceSpec& source : recipe.data.sources) {
    card.data_sources.push_back({source.name, source.licence, source.url});
  }
  for (const MeasuredPart& part : parts) {
    if (recipe.task != ModelCard::Task::regression) {
      card.metrics[part.name + " accuracy"] = part.metrics.accuracy();
    }
    card.metrics[part.name + " loss"] = part.metrics.loss;
    card.metrics[part.name + (recipe.data.points ? " points" : " clips")] =
        static_cast<double>(part.metrics.all.clips);
  }
  return card;
}

}  // namespace

RunResults finish_run(const RunFolder& run, const Recipe& recipe, const DevelopmentData& data,
                      SealedTest sealed, TrainedNetwork trained, const WorkOptions& options) {
  const std::size_t test_examples = sealed.size();
  DataPart test;
  if (trained.finished && test_examples > 0) {
    test = std::move(sealed).open(std::move(*trained.finished), data, options);
  }
  RunResults results;
  if (recipe.training.equal_priors) equalize_priors(recipe, data, trained.network);
  const double temperature = calibrate(recipe, data, trained.network);
  const auto measure = [&](const DataPart& part) {
    results.parts.push_back(measure_part(trained.network, recipe.task, temperature, data.labels, part));
    if (auto files = measure_files(results.parts.back())) results.parts.push_back(std::move(*files));
  };
  for (const DataPart* part : {&std::as_const(test), &data.validation}) {
    if (part->size() > 0) measure(*part);
  }
  if (results.parts.empty()) {  // there is nothing else to show
    measure(data.training);
    results.parts.front().name = "training set";
  }
  const DataPart& checked = test.size() > 0              ? test
                            : data.validation.size() > 0 ? data.validation
                                                         : data.training;
  ModelCard card = make_card(recipe, data, temperature, results.parts);
  results.exported = export_model(run.model(), trained.network, card, *checked.examples);
  if (card.front_end) {
    // Of the network as those have it who teach it.
    const std::vector<std::byte> bytes = read_file(run.model());
    card.known_sounds =
        find_known_sounds(bytes, read_model_file(bytes, run.model().string()), data.training);
    results.exported = export_model(run.model(), trained.network, card, *checked.examples);
  }
  write_file(run.card(), to_json(results.exported.card).dump(2) + "\n");
  write_run_report(run, recipe, data, test_examples, trained, results.parts);
  write_run_metrics(run, trained.result, trained.network, results.parts);
  return results;
}

}  // namespace earshot
