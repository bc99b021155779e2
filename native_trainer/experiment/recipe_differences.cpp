#include "experiment/recipe_differences.h"

#include <algorithm>
#include <set>

namespace earshot {
namespace {

using Values = std::vector<const nlohmann::json*>;  ///< of one key, one a recipe; null where it is missing

constexpr std::size_t kMostCharacters = 100;

std::string to_text(const nlohmann::json* value) {
  if (!value) return "(none)";
  const std::string text = value->dump();
  if (text.size() <= kMostCharacters) return text;
  return text.substr(0, kMostCharacters) + " ...";
}

bool all_equal(const Values& values) {
  return std::ranges::all_of(values, [&](const nlohmann::json* value) {
    return value == values.front() || (value && values.front() && *value == *values.front());
  });
}

bool all_tables(const Values& values) {
  return std::ranges::all_of(values, [](const auto* value) { return value && value->is_object(); });
}

bool all_lists_of_one_length(const Values& values) {
  return std::ranges::all_of(values, [&](const nlohmann::json* value) {
    return value && value->is_array() && values.front() && value->size() == values.front()->size();
  });
}

void find_differences(const Values& values, const std::string& path,
                      std::vector<std::vector<std::string>>& differences) {
  if (all_equal(values)) return;
  if (all_tables(values)) {
    std::set<std::string> keys;
    for (const nlohmann::json* value : values) {
      for (const auto& [key, entry] : value->items()) keys.insert(key);
    }
    for (const std::string& key : keys) {
      if (path.empty() && (key == "name" || key == "description")) continue;
      Values entries;
      for (const nlohmann::json* value : values)
        entries.push_back(value->contains(key) ? &value->at(key) : nullptr);
      find_differences(entries, path.empty() ? key : path + "." + key, differences);
    }
  } else if (all_lists_of_one_length(values)) {
    for (std::size_t i = 0; i < values.front()->size(); ++i) {
      Values entries;
      for (const nlohmann::json* value : values) entries.push_back(&value->at(i));
      find_differences(entries, path + "[" + std::to_string(i + 1) + "]", differences);
    }
  } else {
    for (std::size_t i = 0; i < values.size(); ++i)
      differences[i].push_back(path + " = " + to_text(values[i]));
  }
}

}  // namespace

std::vector<std::vector<std::string>> recipe_differences(const std::vector<nlohmann::json>& recipes) {
  Values values;
  for (const nlohmann::json& recipe : recipes) values.push_back(&recipe);
  std::vector<std::vector<std::string>> differences(recipes.size());
  find_differences(values, "", differences);
  return differences;
}

}  // namespace earshot
