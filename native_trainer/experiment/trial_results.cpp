#include "experiment/trial_results.h"

#include <algorithm>
#include <format>
#include <nlohmann/json.hpp>
#include <tuple>

#include "report/csv_field.h"
#include "report/figures.h"
#include "report/metrics_text.h"
#include "report/text_table.h"

namespace earshot {
namespace {

TrialResult read_result(const RunSet& set, const Trial& trial) {
  TrialResult result{.trial = &trial};
  std::vector<double> accuracies;
  std::vector<double> losses;
  for (const PlannedRun& run : trial.runs) {
    const nlohmann::json metrics = RunFolder::open(set.path_of(run)).metrics();
    const nlohmann::json& training = metrics.at("training");
    if (training.contains("problem")) {
      result.problem = training["problem"];
      return result;
    }
    const nlohmann::json& validation = metrics.at("validation");
    losses.push_back(validation.at("loss"));
    if (validation.contains("accuracy")) accuracies.push_back(validation["accuracy"]);
    result.parameters = training.at("parameters");
    result.seconds += training.at("seconds").get<double>();
  }
  result.loss = spread_of(losses);
  if (!accuracies.empty()) result.accuracy = spread_of(accuracies);
  return result;
}

bool chosen_by_accuracy(const TrialResult& result, TrainingSpec::Monitor monitor) {
  return monitor == TrainingSpec::Monitor::accuracy && result.accuracy;
}

std::string loss_text(const Spread& loss) {
  return std::format("{:.4f}", loss.mean) + (loss.count > 1 ? std::format(" ± {:.4f}", loss.deviation) : "");
}

std::string accuracy_text(const std::optional<Spread>& accuracy) {
  if (!accuracy) return "";
  return percent(accuracy->mean) + (accuracy->count > 1 ? " ± " + percent(accuracy->deviation) : "");
}

}  // namespace

std::vector<TrialResult> read_results(const RunSet& set, const std::vector<Trial>& trials,
                                      TrainingSpec::Monitor monitor) {
  std::vector<TrialResult> results;
  for (const Trial& trial : trials) results.push_back(read_result(set, trial));
  std::ranges::stable_sort(results, {}, [&](const TrialResult& result) {
    return std::tuple(!result.problem.empty(),
                      chosen_by_accuracy(result, monitor) ? -result.accuracy->mean : 0.0, result.loss.mean);
  });
  return results;
}

std::string to_text(const std::vector<TrialResult>& results) {
  std::vector<std::string> header = {"trial"};
  for (const Setting& setting : results.front().trial->settings) header.push_back(setting.key);
  header.insert(header.end(), {"validation accuracy", "validation loss", "parameters", "seconds"});
  TextTable table(std::move(header));
  for (const TrialResult& result : results) {
    std::vector<std::string> row = {result.trial->name};
    for (const Setting& setting : result.trial->settings) row.push_back(setting.value);
    if (result.problem.empty()) {
      row.insert(row.end(), {accuracy_text(result.accuracy), loss_text(result.loss),
                             std::to_string(result.parameters), std::format("{:.1f}", result.seconds)});
    } else {
      row.insert(row.end(), {"", "diverged", "", ""});
    }
    table.add(std::move(row));
  }
  return table.text();
}

void draw_results(const std::vector<TrialResult>& results, TrainingSpec::Monitor monitor,
                  const std::string& title, const std::filesystem::path& png) {
  const bool by_accuracy = chosen_by_accuracy(results.front(), monitor);
  TrialScatter scatter{.y_label = by_accuracy ? "validation accuracy, %" : "validation loss"};
  for (const Setting& setting : results.front().trial->settings)
    scatter.axes.push_back({.name = setting.key});
  for (const TrialResult& result : results) {
    if (!result.problem.empty()) continue;
    const double scale = by_accuracy ? 100.0 : 1.0;
    const Spread& spread = by_accuracy ? *result.accuracy : result.loss;
    scatter.y.push_back(scale * spread.mean);
    scatter.deviation.push_back(scale * spread.deviation);
    for (std::size_t i = 0; i < scatter.axes.size(); ++i) {
      scatter.axes[i].values.push_back(result.trial->settings[i].value);
    }
  }
  draw_trials(scatter, title, png);
}

std::string to_csv(const std::vector<TrialResult>& results) {
  std::string csv = "trial";
  for (const Setting& setting : results.front().trial->settings) csv += "," + csv_field(setting.key);
  csv +=
      ",seeds,validation_accuracy,validation_accuracy_deviation,validation_loss,validation_loss_deviation,"
      "parameters,seconds,problem\n";
  for (const TrialResult& result : results) {
    csv += result.trial->name;
    for (const Setting& setting : result.trial->settings) csv += "," + csv_field(setting.value);
    csv += std::format(",{}", result.trial->runs.size());
    csv += result.accuracy ? std::format(",{:.6g},{:.6g}", result.accuracy->mean, result.accuracy->deviation)
                           : ",,";
    csv += result.problem.empty() ? std::format(",{:.6g},{:.6g},{},{:.1f},", result.loss.mean,
                                                result.loss.deviation, result.parameters, result.seconds)
                                  : ",,,,," + csv_field(result.problem);
    csv += '\n';
  }
  return csv;
}

nlohmann::json to_json(const std::vector<TrialResult>& results) {
  nlohmann::json array = nlohmann::json::array();
  for (const TrialResult& result : results) {
    nlohmann::json json = {{"trial", result.trial->name}, {"settings", nlohmann::json::object()}};
    for (const Setting& setting : result.trial->settings) json["settings"][setting.key] = setting.value;
    for (const PlannedRun& run : result.trial->runs) json["runs"].push_back(run.name);
    if (result.problem.empty()) {
      if (result.accuracy) json["validation_accuracy"] = to_json(*result.accuracy);
      json["validation_loss"] = to_json(result.loss);
      json["parameters"] = result.parameters;
      json["seconds"] = result.seconds;
    } else {
      json["problem"] = result.problem;
    }
    array.push_back(std::move(json));
  }
  return array;
}

}  // namespace earshot
