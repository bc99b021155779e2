#include "experiment/compared_runs.h"

#include <algorithm>
#include <format>
#include <nlohmann/json.hpp>
#include <optional>

#include "error.h"
#include "experiment/recipe_differences.h"
#include "experiment/run_folder.h"
#include "report/metrics_text.h"
#include "report/text_table.h"
#include "training/history.h"

namespace earshot {
namespace {

constexpr const char* kCurves[] = {"training loss", "validation loss", "training accuracy",
                                   "validation accuracy"};
constexpr const char* kNumbers[] = {"test accuracy",   "test loss",         "validation accuracy",
                                    "validation loss", "training accuracy", "training loss",
                                    "epochs",          "parameters",        "seconds"};

/// What one folder holds.
struct Run {
  std::string name = {};
  nlohmann::json recipe = {};
  std::map<std::string, double> numbers = {};
  History history = {};
};

std::optional<double> value_of(const EpochRecord& record, const std::string& curve) {
  if (curve == "training loss") return record.training_loss;
  if (curve == "validation loss") return record.validation_loss;
  if (curve == "training accuracy") return record.training_accuracy;
  return record.validation_accuracy;
}

Run read_run(const std::filesystem::path& path) {
  const RunFolder folder = RunFolder::open(path);
  const nlohmann::json metrics = folder.metrics();
  const nlohmann::json& training = metrics.at("training");
  if (training.contains("problem")) {
    throw Error(path.string() + ": came to nothing: " + training["problem"].get<std::string>());
  }
  Run run{.name = (path / "").parent_path().filename().string(),
          .recipe = folder.recipe().resolved_json,
          .history = read_history(folder.history_file())};
  for (const char* part : {"test", "validation"}) {
    for (const char* number : {"accuracy", "loss"}) {
      if (!metrics.contains(part) || !metrics[part].contains(number)) continue;
      run.numbers[std::string(part) + " " + number] = metrics[part][number];
    }
  }
  for (const char* number : {"epochs", "parameters", "seconds"}) run.numbers[number] = training.at(number);
  const auto kept =
      std::ranges::find(run.history, training.at("kept_epoch").get<long>(), &EpochRecord::epoch);
  if (kept != run.history.end()) {
    run.numbers["training loss"] = kept->training_loss;
    if (kept->training_accuracy) run.numbers["training accuracy"] = *kept->training_accuracy;
  }
  return run;
}

/// The mean over the runs of what all of them measured in the same epochs.
Curve mean_curve(const std::vector<Run>& runs, const std::string& name) {
  Curve curve;
  for (const EpochRecord& record : runs.front().history) {
    double sum = 0.0;
    const bool all = std::ranges::all_of(runs, [&](const Run& run) {
      const auto same = std::ranges::find(run.history, record.epoch, &EpochRecord::epoch);
      const std::optional<double> value = same == run.history.end() ? std::nullopt : value_of(*same, name);
      sum += value.value_or(0.0);
      return value.has_value();
    });
    if (!all) continue;
    curve.x.push_back(static_cast<double>(record.epoch));
    curve.y.push_back(sum / static_cast<double>(runs.size()));
  }
  return curve;
}

ComparedRuns compare(const std::vector<Run>& runs) {
  ComparedRuns compared{.name = runs.front().name};
  if (runs.size() > 1) compared.name += std::format(" and {} more", runs.size() - 1);
  for (const char* name : kNumbers) {
    std::vector<double> values;
    for (const Run& run : runs) {
      if (const auto value = run.numbers.find(name); value != run.numbers.end())
        values.push_back(value->second);
    }
    if (values.size() == runs.size()) compared.numbers[name] = spread_of(values);
  }
  for (const char* name : kCurves) {
    Curve curve = mean_curve(runs, name);
    curve.name = compared.name;
    if (!curve.x.empty()) compared.curves[name] = std::move(curve);
  }
  return compared;
}

/// Runs of one recipe but for the seed, in the order of their first.
std::vector<std::vector<Run>> group_by_recipe(std::vector<Run> runs) {
  std::vector<std::vector<Run>> groups;
  for (Run& run : runs) {
    run.recipe.erase("seed");
    const auto same =
        std::ranges::find_if(groups, [&](const auto& group) { return group.front().recipe == run.recipe; });
    (same == groups.end() ? groups.emplace_back() : *same).push_back(std::move(run));
  }
  return groups;
}

std::string to_text(const std::string& name, const Spread& spread) {
  const auto value = [&](double number) {
    if (name.ends_with("accuracy")) return percent(number);
    if (name.ends_with("loss")) return std::format("{:.4f}", number);
    return std::format("{:.0f}", number);
  };
  const bool spreads = spread.count > 1 && (name.ends_with("accuracy") || name.ends_with("loss"));
  return value(spread.mean) + (spreads ? " ± " + value(spread.deviation) : "");
}

}  // namespace

std::vector<ComparedRuns> read_compared_runs(std::span<const std::filesystem::path> folders, bool group) {
  std::vector<Run> all;
  for (const std::filesystem::path& folder : folders) all.push_back(read_run(folder));
  std::vector<std::vector<Run>> groups;
  if (group) {
    groups = group_by_recipe(std::move(all));
  } else {
    for (Run& run : all) groups.push_back({std::move(run)});
  }
  std::vector<nlohmann::json> recipes;
  for (const std::vector<Run>& runs : groups) recipes.push_back(runs.front().recipe);
  const std::vector<std::vector<std::string>> differences = recipe_differences(recipes);
  std::vector<ComparedRuns> compared;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    compared.push_back(compare(groups[i]));
    compared.back().differences = differences[i];
  }
  return compared;
}

std::string to_text(const std::vector<ComparedRuns>& runs) {
  std::vector<std::string> header = {"run"};
  for (const char* name : kNumbers) {
    const bool measured = std::ranges::any_of(
        runs, [&](const ComparedRuns& compared) { return compared.numbers.contains(name); });
    if (measured) header.emplace_back(name);
  }
  TextTable table(header);
  for (const ComparedRuns& compared : runs) {
    std::vector<std::string> row = {compared.name};
    for (const std::string& name : std::span(header).subspan(1)) {
      const auto number = compared.numbers.find(name);
      row.push_back(number == compared.numbers.end() ? "" : to_text(name, number->second));
    }
    table.add(std::move(row));
  }
  std::string text = table.text();
  for (const ComparedRuns& compared : runs) {
    std::string line;
    for (const std::string& difference : compared.differences)
      line += (line.empty() ? "" : ", ") + difference;
    if (!line.empty()) text += (&compared == &runs.front() ? "\n" : "") + compared.name + ": " + line + "\n";
  }
  return text;
}

nlohmann::json to_json(const std::vector<ComparedRuns>& runs) {
  nlohmann::json array = nlohmann::json::array();
  for (const ComparedRuns& compared : runs) {
    nlohmann::json json = {{"run", compared.name}, {"differences", compared.differences}};
    for (const auto& [name, spread] : compared.numbers) {
      json["numbers"][name] = to_json(spread);
      json["runs"] = spread.count;
    }
    for (const auto& [name, curve] : compared.curves)
      json["curves"][name] = {{"epoch", curve.x}, {"value", curve.y}};
    array.push_back(std::move(json));
  }
  return array;
}

void draw_comparison(const std::vector<ComparedRuns>& runs, const std::filesystem::path& png) {
  std::vector<CurvePanel> panels;
  for (const char* name : kCurves) {
    CurvePanel panel{.y_label = name};
    for (const ComparedRuns& compared : runs) {
      if (const auto curve = compared.curves.find(name); curve != compared.curves.end())
        panel.curves.push_back(curve->second);
    }
    if (!panel.curves.empty()) panels.push_back(std::move(panel));
  }
  draw_curves(panels, "Comparison of runs", "epoch", png);
}

}  // namespace earshot
