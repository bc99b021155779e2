#include "experiment/run_set.h"

#include <algorithm>
#include <format>
#include <iostream>

#include "data/files.h"
#include "error.h"
#include "experiment/child_processes.h"
#include "experiment/interrupt.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

void require_same_plan(const fs::path& path, const nlohmann::json& plan) {
  const fs::path file = path / "plan.json";
  if (!fs::exists(file)) throw Error(path.string() + ": exists already; choose another folder");
  const nlohmann::json made = read_json(file);
  const nlohmann::json difference = nlohmann::json::diff(made, plan);
  if (difference.empty()) return;
  std::string key = difference.front().at("path");
  std::ranges::replace(key, '/', '.');
  throw Error(path.string() + ": was begun with another " + key.substr(1) +
              "; call as then to go on with it, or choose another folder");
}

}  // namespace

RunSet RunSet::create_or_open(const fs::path& path, const std::string& name, const nlohmann::json& plan) {
  const RunSet set(path.empty() ? new_run_path(name) : path);
  if (fs::exists(set.path_)) {
    require_same_plan(set.path_, plan);
    return set;
  }
  std::error_code failure;
  fs::create_directories(set.path_, failure);
  if (failure) throw Error(set.path_.string() + ": cannot be made: " + failure.message());
  write_file(set.path_ / "plan.json", plan.dump(2) + "\n");
  return set;
}

bool RunSet::conduct(std::span<const PlannedRun> runs, int jobs, const WorkOptions& options,
                     const std::function<bool(const PlannedRun&, const WorkOptions&)>& conduct) const {
  std::vector<const PlannedRun*> open;
  for (const PlannedRun& run : runs) {
    if (!RunFolder::finished(path_of(run))) open.push_back(&run);
  }
  std::size_t done = runs.size() - open.size();
  if (done > 0 && !options.quiet) {
    std::cerr << std::format("{}: {} of {} runs are finished already\n", path_.string(), done, runs.size());
  }
  jobs = std::clamp(jobs, 1, std::max(1, static_cast<int>(open.size())));
  WorkOptions child_options = options;
  child_options.threads = std::max(1, options.threads / jobs);
  child_options.quiet = options.quiet || jobs > 1;

  bool stopped = false;
  std::string problems;
  const auto ended = [&](std::size_t index, const ChildEnd& end) {
    const std::string& name = open[index]->name;
    if (end.kind == ChildEnd::Kind::stopped) stopped = true;
    if (end.kind == ChildEnd::Kind::failed)
      problems += (problems.empty() ? "" : "; ") + name + ": " + end.problem;
    if (end.kind == ChildEnd::Kind::done && !options.quiet) {
      std::cerr << std::format("{}: finished, {} of {} runs\n", name, ++done, runs.size());
    }
  };
  const InterruptHandler handler;
  run_in_children(
      open.size(), jobs, [&](std::size_t index) { return conduct(*open[index], child_options); }, ended,
      InterruptHandler::stop_requested());
  if (!problems.empty()) throw Error(problems);
  return !stopped;
}

}  // namespace earshot
