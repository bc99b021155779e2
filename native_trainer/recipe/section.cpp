#include "recipe/section.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <sstream>
#include <utility>

#include "error.h"

namespace earshot {
namespace {

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string quote(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

std::string to_text(double number) {
  std::ostringstream text;
  text << number;
  return text.str();
}

std::string_view type_name(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
  }
}

/// How many letters must be inserted, removed or replaced to make one word the other (Levenshtein).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
  }
  return row.back();
}

/// "; did you mean "epochs"?", the nearest word if there is one near; otherwise the whole list.
std::string suggest(std::string_view word, const std::vector<std::string>& known) {
  if (known.empty()) return "; nothing is allowed here";
  const auto nearest = std::ranges::min_element(
      known, {}, [&](const std::string& candidate) { return edit_distance(word, candidate); });
  if (edit_distance(word, *nearest) <= std::max<std::size_t>(2, word.size() / 3)) {
    return "; did you mean " + quote(*nearest) + "?";
  }
  return "; allowed: " + join(known);
}

nlohmann::json to_json(const toml::node& node) {
  if (const auto* table = node.as_table()) {
    nlohmann::json json = nlohmann::json::object();
    for (const auto& [key, value] : *table) json[std::string(key.str())] = to_json(value);
    return json;
  }
  if (const auto* array = node.as_array()) {
    nlohmann::json json = nlohmann::json::array();
    for (const toml::node& value : *array) json.push_back(to_json(value));
    return json;
  }
  if (const auto* value = node.as_string()) return value->get();
  if (const auto* value = node.as_integer()) return value->get();
  if (const auto* value = node.as_floating_point()) return value->get();
  return node.as_boolean()->get();
}

bool has_date(const toml::node& node) {
  if (const auto* table = node.as_table()) {
    return std::ranges::any_of(*table, [](const auto& entry) { return has_date(entry.second); });
  }
  if (const auto* array = node.as_array()) {
    return std::ranges::any_of(*array, [](const toml::node& value) { return has_date(value); });
  }
  return node.is_date() || node.is_time() || node.is_date_time();
}

}  // namespace

Section::Section(const toml::table& table, std::string file)
    : table_(&table),
      file_(std::move(file)),
      resolved_(std::make_shared<nlohmann::ordered_json>(nlohmann::ordered_json::object())) {}

Section::Section(const toml::table& table, std::string path, std::string file,
                 std::shared_ptr<nlohmann::ordered_json> resolved, std::string resolved_path)
    : table_(&table),
      path_(std::move(path)),
      file_(std::move(file)),
      resolved_(std::move(resolved)),
      resolved_path_(std::move(resolved_path)) {}

const nlohmann::ordered_json& Section::resolved() const {
  return resolved_->at(nlohmann::ordered_json::json_pointer(resolved_path_));
}

nlohmann::ordered_json& Section::resolved_at(std::string_view key) {
  return (*resolved_)[nlohmann::ordered_json::json_pointer(resolved_path_) / std::string(key)];
}

std::string Section::path_of(std::string_view key) const {
  return path_.empty() || key.empty() ? path_ + std::string(key) : path_ + "." + std::string(key);
}

bool Section::has(std::string_view key) const {
  return table_->contains(key);
}

bool Section::is_text(std::string_view key) const {
  const toml::node* node = table_->get(key);
  return node && node->is_string();
}

const toml::node* Section::find(std::string_view key, bool needed) {
  asked_.emplace_back(key);
  const toml::node* node = table_->get(key);
  if (!node && needed) fail(key, "is missing");
  return node;
}

void Section::fail_type(std::string_view key, std::string_view expected) const {
  fail(key, "must be " + std::string(expected) + ", is " + std::string(type_name(*table_->get(key))));
}

template <typename Value>
Value Section::remember(std::string_view key, Value value) {
  resolved_at(key) = value;
  return value;
}

std::string Section::text(std::string_view key, std::optional<std::string> fallback) {
  const toml::node* node = find(key, !fallback);
  if (!node) return remember(key, std::move(*fallback));
  if (!node->is_string()) fail_type(key, "text");
  return remember(key, node->as_string()->get());
}

std::string Section::choice(std::string_view key, const std::vector<std::string>& allowed,
                            std::optional<std::string> fallback) {
  std::string value = text(key, std::move(fallback));
  if (!std::ranges::contains(allowed, value)) fail(key, quote(value) + " is not one of " + join(allowed));
  return value;
}

long Section::integer(std::string_view key, long least, long most, std::optional<long> fallback) {
  const toml::node* node = find(key, !fallback);
  if (!node) return remember(key, *fallback);
  if (!node->is_integer()) fail_type(key, "a whole number");
  const long value = node->as_integer()->get();
  if (value < least || value > most) {
    fail(key, "must be " + std::to_string(least) + " to " + std::to_string(most) + ", is " +
                  std::to_string(value));
  }
  return remember(key, value);
}

double Section::number(std::string_view key, double least, double most, std::optional<double> fallback) {
  const toml::node* node = find(key, !fallback);
  if (!node) return remember(key, *fallback);
  if (!node->is_number()) fail_type(key, "a number");
  const double value = *node->value<double>();
  if (!(value >= least && value <= most)) {
    fail(key, "must be " + to_text(least) + " to " + to_text(most) + ", is " + to_text(value));
  }
  return remember(key, value);
}

bool Section::flag(std::string_view key, std::optional<bool> fallback) {
  const toml::node* node = find(key, !fallback);
  if (!node) return remember(key, *fallback);
  if (!node->is_boolean()) fail_type(key, "true or false");
  return remember(key, node->as_boolean()->get());
}

std::vector<std::string> Section::texts(std::string_view key,
                                        std::optional<std::vector<std::string>> fallback) {
  const toml::node* node = find(key, !fallback);
  if (!node) return remember(key, std::move(*fallback));
  const toml::array* array = node->as_array();
  if (!array) fail_type(key, "a list of texts");
  std::vector<std::string> values;
  for (const toml::node& element : *array) {
    if (!element.is_string()) fail(key, "must be a list of texts, has " + std::string(type_name(element)));
    values.push_back(element.as_string()->get());
  }
  return remember(key, std::move(values));
}

std::vector<double> Section::numbers(std::string_view key, std::optional<std::vector<double>> fallback) {
  const toml::node* node = find(key, !fallback);
  if (!node) return remember(key, std::move(*fallback));
  const toml::array* array = node->as_array();
  if (!array) fail_type(key, "a list of numbers");
  std::vector<double> values;
  for (const toml::node& element : *array) {
    if (!element.is_number()) fail(key, "must be a list of numbers, has " + std::string(type_name(element)));
    values.push_back(*element.value<double>());
    if (!std::isfinite(values.back())) fail(key, "must have finite numbers only");
  }
  return remember(key, std::move(values));
}

std::vector<long> Section::integers(std::string_view key, long least, long most,
                                    std::optional<std::vector<long>> fallback) {
  const toml::node* node = find(key, !fallback);
  if (!node) return remember(key, std::move(*fallback));
  if (node->is_integer()) return {integer(key, least, most)};
  const toml::array* array = node->as_array();
  if (!array) fail_type(key, "a whole number or a list of them");
  std::vector<long> values;
  for (const toml::node& element : *array) {
    if (!element.is_integer())
      fail(key, "must have whole numbers only, has " + std::string(type_name(element)));
    values.push_back(element.as_integer()->get());
    if (values.back() < least || values.back() > most) {
      fail(key, "must have numbers from " + std::to_string(least) + " to " + std::to_string(most) + ", has " +
                    std::to_string(values.back()));
    }
  }
  return remember(key, std::move(values));
}

Section Section::table(std::string_view key) {
  static const toml::table empty;
  const toml::node* node = find(key, false);
  if (node && !node->is_table()) fail_type(key, "a table");
  resolved_at(key) = nlohmann::ordered_json::object();
  return Section(node ? *node->as_table() : empty, path_of(key), file_, resolved_,
                 resolved_path_ + "/" + std::string(key));
}

std::vector<Section> Section::tables(std::string_view key) {
  const toml::node* node = find(key, false);
  if (!node) return {};
  const toml::array* array = node->as_array();
  if (!array) fail_type(key, "a list of tables");
  nlohmann::ordered_json& resolved = resolved_at(key) = nlohmann::ordered_json::array();
  std::vector<Section> sections;
  for (const toml::node& element : *array) {
    if (!element.is_table()) fail(key, "must be a list of tables, has " + std::string(type_name(element)));
    const std::string index = std::to_string(sections.size());
    resolved.push_back(nlohmann::ordered_json::object());
    sections.push_back(Section(*element.as_table(),
                               path_of(key) + "[" + std::to_string(sections.size() + 1) + "]", file_,
                               resolved_, resolved_path_ + "/" + std::string(key) + "/" + index));
  }
  return sections;
}

nlohmann::json Section::json() {
  for (const auto& [key, value] : *table_) {
    asked_.emplace_back(key.str());
    if (has_date(value)) fail(key.str(), "must not hold dates or times");
  }
  nlohmann::json json = to_json(*table_);
  resolve(json);
  return json;
}

void Section::resolve(const nlohmann::json& value) {
  (*resolved_)[nlohmann::ordered_json::json_pointer(resolved_path_)] = value;
}

void Section::finish() const {
  for (const auto& [key, value] : *table_) {
    if (std::ranges::contains(asked_, key.str())) continue;
    std::vector<std::string> known;
    for (const std::string& asked : asked_) {
      if (!std::ranges::contains(known, asked)) known.push_back(asked);
    }
    fail(key.str(), "is not a known key" + suggest(key.str(), known));
  }
}

void Section::fail(std::string_view key, const std::string& problem) const {
  // The deepest part of the path that is in the file says the line.
  const toml::node* node = table_;
  for (std::string_view rest = key; !rest.empty();) {
    const std::size_t dot = rest.find('.');
    const toml::table* table = node->as_table();
    const toml::node* next = table ? table->get(rest.substr(0, dot)) : nullptr;
    if (!next) break;
    node = next;
    rest = dot == std::string_view::npos ? "" : rest.substr(dot + 1);
  }
  const toml::source_region& source = node->source();
  // A node that a setting put there names it as its source; others have none of their own.
  std::string where = (source.path ? *source.path : file_) + ":";
  if (!source.path && source.begin.line > 0) where += std::to_string(source.begin.line) + ":";
  const std::string path = path_of(key);
  throw Error(where + " " + (path.empty() ? "" : path + ": ") + problem);
}

}  // namespace earshot
