#include "experiment/run_folder.h"

#include <chrono>
#include <ctime>
#include <format>

#include "data/files.h"
#include "error.h"
#include "report/figures.h"
#include "report/metrics_text.h"
#include "report/predictions_csv.h"
#include "training/device.h"

namespace earshot {
namespace {

std::string now(const char* format) {
  const std::time_t time = std::time(nullptr);
  std::tm local = {};
  localtime_r(&time, &local);
  char text[64];
  return std::string(text, std::strftime(text, sizeof text, format, &local));
}

/// runs/NAME-DATE-TIME, counted up if two runs begin in one second.
std::filesystem::path new_path(const std::string& name) {
  const std::filesystem::path base = std::filesystem::path("runs") / (name + now("-%Y%m%d-%H%M%S"));
  std::filesystem::path path = base;
  for (int i = 2; std::filesystem::exists(path); ++i) path = base.string() + "-" + std::to_string(i);
  return path;
}

nlohmann::json to_json(const TrainingResult& result) {
  nlohmann::json json = {{"epochs", result.history.size()}, {"kept_epoch", result.kept_epoch}};
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

void RunFolder::require_new(const std::filesystem::path& path) {
  if (!path.empty() && std::filesystem::exists(path)) {
    throw Error(path.string() + ": exists already; choose another folder, or go on in it with --resume");
  }
}

nlohmann::json read_run_environment(const std::filesystem::path& run) {
  const std::filesystem::path path = run / "environment.json";
  const std::vector<std::byte> bytes = read_file(path);
  const auto* text = reinterpret_cast<const char*>(bytes.data());
  nlohmann::json json = nlohmann::json::parse(text, text + bytes.size(), nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("data") || !json["data"].is_string()) {
    throw Error(path.string() + ": is not the environment of a run; name its data with --data");
  }
  return json;
}

RunFolder RunFolder::create(const std::filesystem::path& path, const Recipe& recipe,
                            const std::filesystem::path& data, const WorkOptions& options) {
  const std::string device = choose_device(options.device) == Device::cuda ? "CUDA" : "CPU";
  const RunFolder run(path.empty() ? new_path(recipe.name) : path);
  require_new(run.path_);
  std::error_code failure;
  std::filesystem::create_directories(run.path_, failure);
  if (failure) throw Error(run.path_.string() + ": cannot be made: " + failure.message());
  const nlohmann::json environment = {{"earshot", EARSHOT_VERSION},
                                      {"library", training_library()},
                                      {"device", device},
                                      {"threads", options.threads},
                                      {"data", std::filesystem::absolute(data).lexically_normal().string()},
                                      {"seed", recipe.seed},
                                      {"started", now("%Y-%m-%dT%H:%M:%S%z")}};
  write_file(run.path_ / "environment.json", environment.dump(2) + "\n");
  write_file(run.path_ / "recipe.toml", recipe.resolved_toml);
  return run;
}

RunFolder RunFolder::open(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path / "recipe.toml")) {
    throw Error(path.string() + ": is not the folder of a run; it has no recipe.toml");
  }
  return RunFolder(path);
}

void RunFolder::write_results(const Recipe& recipe, const TrainingResult& result,
                              const std::vector<MeasuredPart>& parts, const HtmlReport::Facts& data,
                              const HtmlReport::Facts& network) const {
  write_file(path_ / "history.csv", to_csv(result.history));
  nlohmann::json metrics = {{"training", to_json(result)}};
  for (const MeasuredPart& part : parts) metrics[part.name] = to_json(part.metrics);
  write_file(path_ / "metrics.json", metrics.dump(2) + "\n");

  HtmlReport html;
  html.title = recipe.name;
  html.recipe = recipe.resolved_toml;
  html.environment = environment_facts(read_run_environment(path_));
  html.data = data;
  html.network = network;
  for (const MeasuredPart& part : parts) {
    html.results.emplace_back(part.name + " accuracy", percent(part.metrics.accuracy()));
    html.results.emplace_back(part.name + " loss", std::format("{:.4f}", part.metrics.loss));
    html.metrics.emplace_back(part.name, part.metrics);
  }
  draw_history(result.history, recipe.name, path_ / "curves.png");
  html.figures.emplace_back("Loss and accuracy over the epochs", path_ / "curves.png");
  if (!parts.empty()) {
    const MeasuredPart& part = parts.front();
    write_predictions_csv(path_ / "predictions.csv", part.metrics, part.judgements);
    draw_confusion(part.metrics, recipe.name + ", " + part.name, path_ / recipe.report.confusion);
    html.figures.emplace_back("Confusion matrix of the " + part.name + " clips",
                              path_ / recipe.report.confusion);
  }
  write_html_report(html, report());
}

}  // namespace earshot
