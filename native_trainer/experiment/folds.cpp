#include "experiment/folds.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "data/natural_order.h"
#include "error.h"

namespace earshot {
namespace {

/// A list of texts in TOML, which writes them as JSON does.
std::string list_of(const std::vector<std::string>& values) {
  return nlohmann::json(values).dump();
}

/// The rest trains but for what the recipe takes for validation.
Fold fold_of(const std::string& name, const std::string& selections) {
  return {.name = name, .settings = {{"split.test", "[" + selections + "]"}, {"split.training", "[]"}}};
}

Fold fold_of(const std::string& name, const std::string& selection, const std::string& value) {
  return fold_of(name, "{ " + selection + " = " + list_of({value}) + " }");
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

/// Reads a whole number of folds.
int fold_count(const std::string& text, const std::string& kind) {
  int count = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (failure != std::errc() || end != text.data() + text.size() || count < 2 || count > 1000) {
    throw Error("--folds: must be data, speakers, speakers:N or N, a number from 2 to 1000, is " + kind);
  }
  return count;
}

std::vector<Fold> folds_of_groups(int count, const DataSpec& spec, const Dataset& dataset) {
  std::vector<std::string> selections(static_cast<std::size_t>(count));
  for (const SourceSpec& source : spec.sources) {
    if (source.synthetic) continue;
    Dataset recorded;
    std::ranges::copy_if(dataset.clips, std::back_inserter(recorded.clips),
                         [&](const ClipFile& clip) { return clip.source == source.name; });
    const std::vector<std::string> speakers = names_of(recorded, &ClipFile::speaker);
    if (speakers.front().empty()) continue;
    std::vector<std::vector<std::string>> groups(selections.size());
    for (std::size_t i = 0; i < speakers.size(); ++i) groups[i % groups.size()].push_back(speakers[i]);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (groups[i].empty()) continue;
      selections[i] += (selections[i].empty() ? "" : ", ") + std::string("{ sources = ") +
                       list_of({source.name}) + ", speakers = " + list_of(groups[i]) + " }";
    }
  }
  std::vector<Fold> folds;
  for (std::size_t i = 0; i < selections.size(); ++i) {
    if (selections[i].empty())
      throw Error("--folds: there are fewer than " + std::to_string(count) + " speakers in every source");
    folds.push_back(fold_of("speakers-" + std::to_string(i + 1), selections[i]));
  }
  return folds;
}

}  // namespace

std::vector<Fold> plan_folds(const std::string& kind, const DataSpec& spec, const Dataset& dataset) {
  if (kind == "data") return folds_by(dataset, &ClipFile::fold, "fold", "folds");
  if (kind == "speakers") return folds_by(dataset, &ClipFile::speaker, "speaker", "speakers");
  constexpr std::string_view kGroups = "speakers:";
  if (kind.starts_with(kGroups)) {
    return folds_of_groups(fold_count(kind.substr(kGroups.size()), kind), spec, dataset);
  }
  const int count = fold_count(kind, kind);
  std::vector<Fold> folds;
  for (int i = 1; i <= count; ++i) {
    folds.push_back(fold_of("fold-" + std::to_string(i), "folds", std::to_string(i)));
    folds.back().settings.push_back({"split.folds", kind});
  }
  return folds;
}

}  // namespace earshot
