#include "experiment/run_report.h"

#include <format>
#include <nlohmann/json.hpp>
#include <optional>

#include "data/files.h"
#include "experiment/decision_map.h"
#include "network/summary.h"
#include "report/figures.h"
#include "report/html_report.h"
#include "report/metrics_text.h"
#include "report/predictions_csv.h"

namespace earshot {
namespace {

std::string loss_name(const Metrics& metrics) {
  return metrics.task == ModelCard::Task::regression ? "mean squared error" : "loss";
}

nlohmann::json to_json(const TrainingResult& result, const Network& network) {
  nlohmann::json json = {{"finished", !result.stopped()},
                         {"epochs", result.history.size()},
                         {"kept_epoch", result.kept_epoch},
                         {"parameters", network.parameter_count()}};
  if (!result.history.empty()) json["training_loss"] = result.history.back().training_loss;
  const auto add_lowest = [&](const char* name, const std::optional<LowestLoss>& lowest) {
    if (lowest) json[name] = {{"loss", lowest->loss}, {"epoch", lowest->epoch}};
  };
  add_lowest("lowest_training_loss", lowest_training_loss(result.history));
  add_lowest("lowest_validation_loss", lowest_validation_loss(result.history));
  double seconds = 0.0;
  for (const EpochRecord& record : result.history) seconds += record.seconds;
  json["seconds"] = seconds;
  return json;
}

void draw_history(const History& history, const Metrics& metrics, const std::string& title,
                  const std::filesystem::path& png) {
  Curve training_loss{.name = "training"};
  Curve validation_loss{.name = "validation"};
  Curve training_accuracy{.name = "training"};
  Curve validation_accuracy{.name = "validation"};
  for (const EpochRecord& record : history) {
    const auto add = [&](Curve& curve, const std::optional<double>& value) {
      if (!value) return;
      curve.x.push_back(static_cast<double>(record.epoch));
      curve.y.push_back(*value);
    };
    add(training_loss, record.training_loss);
    add(validation_loss, record.validation_loss);
    add(training_accuracy, record.training_accuracy);
    add(validation_accuracy, record.validation_accuracy);
  }
  draw_curves({{loss_name(metrics), {training_loss, validation_loss}},
               {"accuracy", {training_accuracy, validation_accuracy}}},
              title, "epoch", png);
}

/// Draws what a part looks like by its task, and says what it drew.
void draw_part(const RunFolder& run, const Recipe& recipe, const Network& network, const MeasuredPart& part,
               HtmlReport& html) {
  const std::string title = recipe.name + ", " + part.name;
  const auto add = [&](const std::string& caption, const std::filesystem::path& png) {
    html.figures.emplace_back(caption, png);
  };
  if (part.metrics.task == ModelCard::Task::regression) {
    const std::filesystem::path png = run.path() / "regression.png";
    Fit fit{.x = {part.numbers.begin(), part.numbers.end()}};
    for (const Judgement& judgement : part.judgements) {
      fit.target.push_back(judgement.target);
      fit.output.push_back(judgement.output);
    }
    const bool of_one_number = fit.x.size() == fit.target.size();
    (of_one_number ? draw_fit : draw_estimates)(fit, title, summary_of(part.metrics), png);
    add("Data and prediction, " + part.name, png);
    return;
  }
  draw_confusion(part.metrics, title, run.path() / recipe.report.confusion);
  add("Confusion matrix, " + part.name, run.path() / recipe.report.confusion);
  if (part.numbers.size() == 2 * part.judgements.size() && part.metrics.labels.size() == 2) {
    draw_decision(map_decisions(network, part), title, summary_of(part.metrics), run.path() / "decision.png");
    add("Points, and what the network says of the plane, " + part.name, run.path() / "decision.png");
  }
  if (part.metrics.speakers.size() > 1) {
    draw_accuracy_bars(part.metrics.speakers, title + ": accuracy by speaker", run.path() / "speakers.png");
    add("Accuracy by speaker, " + part.name, run.path() / "speakers.png");
  }
}

HtmlReport::Facts data_facts(const Recipe& recipe, const DevelopmentData& data, std::size_t test_examples) {
  HtmlReport::Facts facts;
  for (const SourceSpec& source : recipe.data.sources) {
    facts.emplace_back(source.name, source.licence.empty() ? "licence not named" : source.licence);
  }
  const std::string what = recipe.data.points            ? " points"
                           : recipe.data.cuts_excerpts() ? " excerpts"
                                                         : " clips";
  facts.emplace_back("training" + what, std::to_string(data.training.size()));
  facts.emplace_back("validation" + what, std::to_string(data.validation.size()));
  facts.emplace_back("test" + what, std::to_string(test_examples));
  return facts;
}

HtmlReport::Facts network_facts(const Network& network) {
  HtmlReport::Facts facts = {{"input", to_string(network.spec().input)}};
  for (const LayerSummary& layer : describe_network(network.spec())) {
    facts.emplace_back(layer.name,
                       to_string(layer.output) +
                           (layer.parameters ? ", " + std::to_string(layer.parameters) + " parameters" : ""));
  }
  facts.emplace_back("parameters", std::to_string(network.parameter_count()));
  return facts;
}

void add_results(const MeasuredPart& part, HtmlReport& html) {
  if (part.metrics.task != ModelCard::Task::regression) {
    html.results.emplace_back(part.name + " accuracy", percent(part.metrics.accuracy()));
  }
  html.results.emplace_back(part.name + " " + loss_name(part.metrics),
                            std::format("{:.4f}", part.metrics.loss));
  html.metrics.emplace_back(part.name, part.metrics);
}

HtmlReport::Facts environment_facts(const nlohmann::json& environment) {
  HtmlReport::Facts facts;
  for (const auto& [key, value] : environment.items()) {
    facts.emplace_back(key, value.is_string() ? value.get<std::string>() : value.dump());
  }
  return facts;
}

}  // namespace

void write_run_metrics(const RunFolder& run, const TrainingResult& result, const Network& network,
                       const std::vector<MeasuredPart>& parts) {
  write_file(run.history_file(), to_csv(result.history));
  nlohmann::json metrics = {{"training", to_json(result, network)}};
  for (const MeasuredPart& part : parts) metrics[part.name] = to_json(part.metrics);
  write_file(run.metrics_file(), metrics.dump(2) + "\n");
}

void write_problem(const RunFolder& run, const std::string& problem) {
  const nlohmann::json metrics = {{"training", {{"finished", true}, {"problem", problem}}}};
  write_file(run.metrics_file(), metrics.dump(2) + "\n");
}

void write_run_report(const RunFolder& run, const Recipe& recipe, const DevelopmentData& data,
                      std::size_t test_examples, const TrainedNetwork& trained,
                      const std::vector<MeasuredPart>& parts) {
  HtmlReport html;
  html.title = recipe.name;
  html.recipe = recipe.resolved_toml;
  html.environment = environment_facts(run.environment());
  html.data = data_facts(recipe, data, test_examples);
  html.network = network_facts(trained.network);
  for (const MeasuredPart& part : parts) add_results(part, html);
  html.network.emplace_back("lowest loss", lowest_losses_text(trained.result.history));

  const MeasuredPart& first = parts.front();
  draw_history(trained.result.history, first.metrics, recipe.name, run.path() / "curves.png");
  html.figures.emplace_back("Learning curves", run.path() / "curves.png");
  draw_part(run, recipe, trained.network, first, html);
  if (data.front_end && recipe.task != ModelCard::Task::regression) {
    html.mistakes = worst_mistakes(first.judgements, *data.front_end);
  }
  write_predictions_csv(run.path() / "predictions.csv", first.metrics, first.judgements);
  if (const auto files = measure_files(first)) {
    write_predictions_csv(run.path() / "predictions-files.csv", files->metrics, files->judgements);
  }
  write_html_report(html, run.report());
}

}  // namespace earshot
