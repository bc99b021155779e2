#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "recipe/recipe.h"
#include "report/html_report.h"
#include "report/metrics.h"
#include "training/history.h"
#include "training/trainer.h"

namespace earshot {

/// How a model did on one part of the data.
struct RunPart {
  std::string name;  ///< "test"
  Metrics metrics;
  std::vector<Judgement> judgements;
};

/// The folder that holds everything about one run: recipe.toml (as resolved), environment.json, checkpoint,
/// and when it ends history.csv, model.onnx, model.json, metrics.json, predictions.csv, figures and
/// report.html.
class RunFolder {
 public:
  /// Makes `path`, or runs/NAME-DATE-TIME if it is empty; writes the recipe and the environment. Never uses a
  /// folder that exists.
  static RunFolder create(const std::filesystem::path& path, const Recipe& recipe,
                          const std::filesystem::path& data, const std::string& device, int threads);
  /// Throws Error when `path` holds no run.
  static RunFolder open(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path checkpoint() const { return path_ / "checkpoint"; }
  std::filesystem::path model() const { return path_ / "model.onnx"; }
  std::filesystem::path card() const { return path_ / "model.json"; }  ///< the model's card, for people
  std::filesystem::path report() const { return path_ / "report.html"; }

  /// `parts` in the order of their weight: predictions and the confusion matrix are of the first.
  void write_results(const Recipe& recipe, const TrainingResult& result, const std::vector<RunPart>& parts,
                     const HtmlReport::Facts& data, const HtmlReport::Facts& network) const;

 private:
  explicit RunFolder(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
};

/// The environment.json of a run. Throws Error when there is none.
nlohmann::json read_run_environment(const std::filesystem::path& run);

}  // namespace earshot
