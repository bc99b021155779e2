#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <toml++/toml.hpp>
#include <vector>

namespace earshot {

/// A table of a recipe, read strictly: each value is asked for once, by type and range; whatever was not
/// asked for is an unknown key. Every complaint is an Error "FILE:LINE: KEY: problem; what is allowed", or
/// "SETTING: KEY: problem" where a setting gave the value (recipe/settings.h).
///
/// What is read is also remembered, defaults included: the resolved recipe.
class Section {
 public:
  /// A whole file: `table` must outlive the section and those made from it; `file` is its name in messages.
  Section(const toml::table& table, std::string file);

  bool has(std::string_view key) const;
  /// Whether the value is a string: for keys that take a number or a word.
  bool is_text(std::string_view key) const;

  /// With a default where the key may be missing; without one it must be there.
  std::string text(std::string_view key, std::optional<std::string> fallback = {});
  /// One of `allowed`.
  std::string choice(std::string_view key, const std::vector<std::string>& allowed,
                     std::optional<std::string> fallback = {});
  long integer(std::string_view key, long least, long most, std::optional<long> fallback = {});
  double number(std::string_view key, double least, double most, std::optional<double> fallback = {});
  bool flag(std::string_view key, std::optional<bool> fallback = {});
  std::vector<std::string> texts(std::string_view key, std::optional<std::vector<std::string>> fallback = {});
  std::vector<double> numbers(std::string_view key, std::optional<std::vector<double>> fallback = {});
  /// A list, or a single number that stands for a list of one.
  std::vector<long> integers(std::string_view key, long least, long most,
                             std::optional<std::vector<long>> fallback = {});
  /// A sub-table ([a.b]); missing counts as empty.
  Section table(std::string_view key);
  /// An array of tables ([[a.b]] or a = [{...}, ...]); missing counts as empty. Their paths count from 1:
  /// "a.b[1]".
  std::vector<Section> tables(std::string_view key);
  /// The whole table as JSON; counts every key as asked for. Dates are refused.
  nlohmann::json json();

  /// Throws for keys that nobody asked for, naming the nearest one that exists. Call it last.
  void finish() const;

  /// Throws Error with the file and the line of `key` (dotted paths below this table are fine; "" is the
  /// table itself).
  [[noreturn]] void fail(std::string_view key, const std::string& problem) const;

  const std::string& path() const { return path_; }

  /// The table as it was read so far, with the defaults of the keys that were missing.
  const nlohmann::ordered_json& resolved() const;
  /// Says what the table amounts to where json() was used, defaults included.
  void resolve(const nlohmann::json& value);

 private:
  Section(const toml::table& table, std::string path, std::string file,
          std::shared_ptr<nlohmann::ordered_json> resolved, std::string resolved_path);

  /// Where in the resolved recipe the value of `key` is, as a JSON pointer.
  nlohmann::ordered_json& resolved_at(std::string_view key);
  std::string path_of(std::string_view key) const;
  const toml::node* find(std::string_view key, bool needed);
  [[noreturn]] void fail_type(std::string_view key, std::string_view expected) const;
  template <typename Value>
  Value remember(std::string_view key, Value value);

  const toml::table* table_;
  std::string path_;
  std::string file_;
  std::vector<std::string> asked_;
  std::shared_ptr<nlohmann::ordered_json> resolved_;  ///< of the whole file, shared by its sections
  std::string resolved_path_;                         ///< this section's part of it, as a JSON pointer
};

}  // namespace earshot
