#include "experiment/folds.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "data/layout.h"
#include "error.h"

namespace earshot {
namespace {

/// The rest trains but for what the recipe takes for validation.
Fold fold_of(const std::string& name, const std::string& selection, const std::string& value) {
  const std::string text = nlohmann::json(value).dump();  // JSON and TOML write text alike
  return {.name = name,
          .settings = {{"split.test", "[{ " + selection + " = [" + text + "] }]"}, {"split.training", "[]"}}};
}

std::vector<std::string> names_of(const Dataset& dataset, const std::string ClipFile::* field) {
  std::set<std::string, decltype(&natural_less)> names(&natural_less);
  for (const ClipFile& clip : dataset.clips) names.insert(clip.*field);
  return {names.begin(), names.end()};
}

std::vector<Fold> folds_by(const Dataset& dataset, const std::string ClipFile::* field,
                           const std::string& what, const std::string& selection) {
  const std::vector<std::string> names = names_of(dataset, field);
  if (names.front().empty()) {
    throw Error("--folds: not every clip has a " + what + " (no file name tells); give a number of folds");
  }
  if (names.size() < 2) throw Error("--folds: all clips are of " + what + " " + names.front());
  std::vector<Fold> folds;
  for (const std::string& name : names) folds.push_back(fold_of(what + "-" + name, selection, name));
  return folds;
}

}  // namespace

std::vector<Fold> plan_folds(const std::string& kind, const Dataset& dataset) {
  if (kind == "data") return folds_by(dataset, &ClipFile::fold, "fold", "folds");
  if (kind == "speakers") return folds_by(dataset, &ClipFile::speaker, "speaker", "speakers");
  int count = 0;
  const auto [end, failure] = std::from_chars(kind.data(), kind.data() + kind.size(), count);
  if (failure != std::errc() || end != kind.data() + kind.size() || count < 2 || count > 1000) {
    throw Error("--folds: must be data, speakers, or a number from 2 to 1000, is " + kind);
  }
  std::vector<Fold> folds;
  for (int i = 1; i <= count; ++i) {
    folds.push_back(fold_of("fold-" + std::to_string(i), "folds", std::to_string(i)));
    folds.back().settings.push_back({"split.folds", kind});
  }
  return folds;
}

}  // namespace earshot
