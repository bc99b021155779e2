#include "experiment/run_folder.h"

#include <ctime>

#include "data/files.h"
#include "error.h"
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

nlohmann::json read_member_of(const std::filesystem::path& path, const std::string& member) {
  nlohmann::json json = read_json(path);
  if (!json.is_object() || !json.contains(member)) {
    throw Error(path.string() + ": is not of a run; it has no \"" + member + "\"");
  }
  return json;
}

}  // namespace

void RunFolder::require_new(const std::filesystem::path& path) {
  if (!path.empty() && std::filesystem::exists(path)) {
    throw Error(path.string() + ": exists already; choose another folder, or go on in it with --resume");
  }
}

RunFolder RunFolder::create(const std::filesystem::path& path, const Recipe& recipe,
                            const std::filesystem::path& data, const WorkOptions& options) {
  const std::string device = choose_device(options.device) == Device::cuda ? "CUDA" : "CPU";
  const RunFolder run(path.empty() ? new_run_path(recipe.name) : path);
  require_new(run.path_);
  const std::filesystem::path aside = run.path_.string() + ".partial";
  std::error_code failure;
  std::filesystem::remove_all(aside, failure);
  std::filesystem::create_directories(aside, failure);
  if (failure) throw Error(run.path_.string() + ": cannot be made: " + failure.message());
  const nlohmann::json environment = {
      {"earshot", EARSHOT_VERSION},
      {"library", training_library()},
      {"device", device},
      {"threads", options.threads},
      {"data", data.empty() ? "" : std::filesystem::absolute(data).lexically_normal().string()},
      {"seed", recipe.seed},
      {"started", now("%Y-%m-%dT%H:%M:%S%z")}};
  write_file(aside / "environment.json", environment.dump(2) + "\n");
  write_file(aside / "recipe.toml", recipe.resolved_toml);
  std::filesystem::rename(aside, run.path_);
  return run;
}

bool RunFolder::is_run(const std::filesystem::path& path) {
  return std::filesystem::exists(path / "environment.json") && std::filesystem::exists(path / "recipe.toml");
}

bool RunFolder::finished(const std::filesystem::path& path) {
  return is_run(path) && std::filesystem::exists(path / "metrics.json") &&
         open(path).metrics()["training"].value("finished", false);
}

RunFolder RunFolder::open(const std::filesystem::path& path) {
  if (!is_run(path)) {
    throw Error(path.string() + ": is not the folder of a run; it has no recipe.toml and environment.json");
  }
  return RunFolder(path);
}

Recipe RunFolder::recipe() const {
  return load_recipe((path_ / "recipe.toml").string());
}

nlohmann::json RunFolder::metrics() const {
  return read_member_of(metrics_file(), "training");
}

nlohmann::json RunFolder::environment() const {
  return read_member_of(path_ / "environment.json", "data");
}

std::filesystem::path RunFolder::data() const {
  return environment()["data"].get<std::string>();
}

std::filesystem::path new_run_path(const std::string& name) {
  const std::filesystem::path base = std::filesystem::path("runs") / (name + now("-%Y%m%d-%H%M%S"));
  std::filesystem::path path = base;
  for (int i = 2; std::filesystem::exists(path); ++i) path = base.string() + "-" + std::to_string(i);
  return path;
}

}  // namespace earshot
