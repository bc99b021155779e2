#include "recipe/settings.h"

#include <algorithm>
#include <charconv>

#include "error.h"

namespace earshot {
namespace {

/// One step of a path: into a table, or into a list.
struct Step {
  std::string key;        ///< of a table; empty for a list
  std::size_t place = 0;  ///< in a list, from 1
};

bool is_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// Takes "[2]" from the beginning of `text`; 0 if it is not there.
std::size_t take_place(std::string_view& text) {
  const std::size_t end = text.find(']');
  std::size_t place = 0;
  if (!text.starts_with('[') || end == std::string_view::npos) return 0;
  const auto [stop, error] = std::from_chars(text.data() + 1, text.data() + end, place);
  if (error != std::errc() || stop != text.data() + end || place == 0) return 0;
  text.remove_prefix(end + 1);
  return place;
}

/// Nothing if `text` is no path.
std::vector<Step> parse_path(std::string_view text) {
  std::vector<Step> steps;
  while (true) {
    const auto end_of_key = std::ranges::find_if_not(text, is_key_character);
    steps.push_back({std::string(text.begin(), end_of_key)});
    if (steps.back().key.empty()) return {};
    text.remove_prefix(steps.back().key.size());
    while (const std::size_t place = take_place(text)) steps.push_back({{}, place});
    if (text.empty()) return steps;
    if (text.front() != '.') return {};
    text.remove_prefix(1);
  }
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  return std::string(text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin));
}

std::string name_of(const Setting& setting) {
  return setting.key + " = " + setting.value;
}

/// Puts one setting in its place.
class Placement {
 public:
  explicit Placement(const Setting& setting) : setting_(setting), path_(parse_path(setting.key)) {
    if (path_.empty()) fail("is no path of a value, like training.epochs or network.layers[2].channels");
  }

  void apply(toml::table& root) const {
    toml::table parsed = parse_setting_value(setting_);
    toml::node&& value = std::move(*parsed.get("value"));
    toml::node* parent = &root;
    for (std::size_t i = 0; i + 1 < path_.size(); ++i) parent = &child(*parent, i);
    const Step& last = path_.back();
    if (last.place > 0) {
      toml::array& list = list_with(*parent, last.place);
      list.replace(list.cbegin() + static_cast<std::ptrdiff_t>(last.place - 1), std::move(value));
    } else {
      table_in(*parent).insert_or_assign(last.key, std::move(value));
    }
  }

 private:
  [[noreturn]] void fail(const std::string& problem) const {
    throw Error(name_of(setting_) + ": " + problem);
  }

  toml::node& child(toml::node& parent, std::size_t step) const {
    const auto& [key, place] = path_[step];
    if (place > 0) return list_with(parent, place)[place - 1];
    toml::table& table = table_in(parent);
    if (!table.contains(key) && path_[step + 1].place == 0) table.emplace<toml::table>(key);
    toml::node* node = table.get(key);
    if (!node) fail("there is no list " + key);
    return *node;
  }

  toml::table& table_in(toml::node& node) const {
    if (!node.is_table()) fail("leads into a value that is no table");
    return *node.as_table();
  }

  toml::array& list_with(toml::node& node, std::size_t place) const {
    if (!node.is_array()) fail("leads into a value that is no list");
    toml::array& list = *node.as_array();
    if (place > list.size())
      fail("the list has " + std::to_string(list.size()) + " entries; they count from 1");
    return list;
  }

  Setting setting_;
  std::vector<Step> path_;
};

}  // namespace

Setting parse_setting(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || trimmed(text.substr(0, equals)).empty()) {
    throw Error(std::string(text) + ": is no setting; write KEY=VALUE, like training.epochs=20");
  }
  return {trimmed(text.substr(0, equals)), trimmed(text.substr(equals + 1))};
}

toml::table parse_setting_value(const Setting& setting) {
  const std::string name = name_of(setting);
  try {
    // Its source is the setting, for those that complain about it.
    toml::table table = toml::parse("value = " + setting.value, std::string_view(name));
    if (table.size() == 1) return table;
  } catch (const toml::parse_error&) {
    // Said below, as for text that goes on with keys of its own.
  }
  throw Error(name + ": the value is not TOML; write it as in a recipe, text in quotes: \"adam\"");
}

void apply_settings(const std::vector<Setting>& settings, toml::table& table) {
  for (const Setting& setting : settings) Placement(setting).apply(table);
}

}  // namespace earshot
