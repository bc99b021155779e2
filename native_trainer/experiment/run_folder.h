#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "experiment/measured_part.h"
#include "experiment/work_options.h"
#include "recipe/recipe.h"
#include "report/html_report.h"
#include "training/trainer.h"

namespace earshot {

/// The folder that holds everything about one run: recipe.toml (as resolved), environment.json, checkpoint,
/// and when it ends history.csv, model.onnx, model.json, metrics.json, predictions.csv, figures and
/// report.html.
class RunFolder {
 public:
  /// Makes `path`, or runs/NAME-DATE-TIME if it is empty; writes the recipe and the environment. Throws Error
  /// when there is something under that name, or no such device.
  static RunFolder create(const std::filesystem::path& path, const Recipe& recipe,
                          const std::filesystem::path& data, const WorkOptions& options);
  /// Throws Error when there is something under the name `path`: for those who will create it after long
  /// work.
  static void require_new(const std::filesystem::path& path);
  /// Throws Error when `path` holds no run.
  static RunFolder open(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path checkpoint() const { return path_ / "checkpoint"; }
  std::filesystem::path model() const { return path_ / "model.onnx"; }
  std::filesystem::path card() const { return path_ / "model.json"; }  ///< the model's card, for people
  std::filesystem::path report() const { return path_ / "report.html"; }

  /// `parts` in the order of their weight: predictions and the confusion matrix are of the first.
  void write_results(const Recipe& recipe, const TrainingResult& result,
                     const std::vector<MeasuredPart>& parts, const HtmlReport::Facts& data,
                     const HtmlReport::Facts& network) const;

 private:
  explicit RunFolder(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
};

/// The environment.json of a run. Throws Error when there is none.
nlohmann::json read_run_environment(const std::filesystem::path& run);

}  // namespace earshot
