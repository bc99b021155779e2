#include "experiment/run_report.h"

#include <format>
#include <nlohmann/json.hpp>

#include "data/files.h"
#include "report/figures.h"
#include "report/metrics_text.h"
#include "report/predictions_csv.h"

namespace earshot {
namespace {

nlohmann::json to_json(const TrainingResult& result, const Network& network) {
  nlohmann::json json = {{"finished", !result.stopped()},
                         {"epochs", result.history.size()},
                         {"kept_epoch", result.kept_epoch},
                         {"parameters", network.parameter_count()}};
  if (!result.history.empty()) json["training_loss"] = result.history.back().training_loss;
  double seconds = 0.0;
  for (const EpochRecord& record : result.history) seconds += record.seconds;
  json["seconds"] = seconds;
  return json;
}

void draw_history(const History& history, const std::string& title, const std::filesystem::path& png) {
  Curve training{"training", {}, {}};
  Curve validation{"validation", {}, {}};
  Curve accuracy{"validation", {}, {}};
  for (const EpochRecord& record : history) {
    const auto epoch = static_cast<double>(record.epoch);
    training.x.push_back(epoch);
    training.y.push_back(record.training_loss);
    if (!record.validation_loss) continue;
    validation.x.push_back(epoch);
    validation.y.push_back(*record.validation_loss);
    accuracy.x.push_back(epoch);
    accuracy.y.push_back(record.validation_accuracy.value_or(0.0));
  }
  std::vector<CurvePanel> panels = {{"loss", {training}}};
  if (!validation.x.empty()) {
    panels.front().curves.push_back(validation);
    panels.push_back({"accuracy", {accuracy}});
  }
  draw_curves(panels, title, "epoch", png);
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

void write_run_report(const RunFolder& run, const Recipe& recipe, const TrainingResult& result,
                      const std::vector<MeasuredPart>& parts, const HtmlReport::Facts& data,
                      const HtmlReport::Facts& network) {
  HtmlReport html;
  html.title = recipe.name;
  html.recipe = recipe.resolved_toml;
  html.environment = environment_facts(run.environment());
  html.data = data;
  html.network = network;
  for (const MeasuredPart& part : parts) {
    html.results.emplace_back(part.name + " accuracy", percent(part.metrics.accuracy()));
    html.results.emplace_back(part.name + " loss", std::format("{:.4f}", part.metrics.loss));
    html.metrics.emplace_back(part.name, part.metrics);
  }
  draw_history(result.history, recipe.name, run.path() / "curves.png");
  html.figures.emplace_back("Loss and accuracy over the epochs", run.path() / "curves.png");
  if (!parts.empty()) {
    const MeasuredPart& part = parts.front();
    write_predictions_csv(run.path() / "predictions.csv", part.metrics, part.judgements);
    draw_confusion(part.metrics, recipe.name + ", " + part.name, run.path() / recipe.report.confusion);
    html.figures.emplace_back("Confusion matrix of the " + part.name + " clips",
                              run.path() / recipe.report.confusion);
  }
  write_html_report(html, run.report());
}

}  // namespace earshot
