#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "experiment/work_options.h"
#include "recipe/recipe.h"

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
  /// Whether `path` is the folder of a run, finished or not.
  static bool is_run(const std::filesystem::path& path);
  /// Whether it is the folder of a run that came to its end.
  static bool finished(const std::filesystem::path& path);
  /// Throws Error when `path` is not the folder of a run.
  static RunFolder open(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return path_; }
  Recipe recipe() const;  ///< as it was resolved
  /// What was measured: "training", and each part of the data. Throws Error when nothing was yet.
  nlohmann::json metrics() const;
  nlohmann::json environment() const;  ///< program, device, data ...
  std::filesystem::path data() const;  ///< the folder of its recordings
  std::filesystem::path checkpoint() const { return path_ / "checkpoint"; }
  std::filesystem::path model() const { return path_ / "model.onnx"; }
  std::filesystem::path card() const { return path_ / "model.json"; }  ///< the model's card, for people
  std::filesystem::path history_file() const { return path_ / "history.csv"; }
  std::filesystem::path metrics_file() const { return path_ / "metrics.json"; }
  std::filesystem::path report() const { return path_ / "report.html"; }

 private:
  explicit RunFolder(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
};

/// runs/NAME-DATE-TIME, counted up if two begin in one second.
std::filesystem::path new_run_path(const std::string& name);

}  // namespace earshot
