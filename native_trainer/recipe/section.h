#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>
#include <toml++/toml.hpp>

namespace earshot {

/// A table of a recipe, read strictly: each value is asked for once, by type and range; whatever was not asked for is
/// an unknown key. Every complaint is an Error "FILE:LINE: KEY: problem; what is allowed".
class Section {
 public:
  /// `path` is the dotted key of the table ("" for the whole file), `file` the recipe's name for messages.
  Section(const toml::table& table, std::string path, std::string file);

  bool has(std::string_view key) const;

  /// With a default where the key may be missing; without one it must be there.
  std::string text(std::string_view key, std::optional<std::string> fallback = {});
  /// One of `allowed`.
  std::string choice(std::string_view key, const std::vector<std::string>& allowed, std::optional<std::string> fallback = {});
  long integer(std::string_view key, long least, long most, std::optional<long> fallback = {});
  double number(std::string_view key, double least, double most, std::optional<double> fallback = {});
  bool flag(std::string_view key, std::optional<bool> fallback = {});
  std::vector<std::string> texts(std::string_view key, std::optional<std::vector<std::string>> fallback = {});
  std::vector<double> numbers(std::string_view key, std::optional<std::vector<double>> fallback = {});
  /// A sub-table ([a.b]); missing counts as empty.
  Section table(std::string_view key);
  /// An array of tables ([[a.b]] or a = [{...}, ...]).
  std::vector<Section> tables(std::string_view key);
  /// The whole table as JSON; counts every key as asked for. Dates are refused.
  nlohmann::json json();

  /// Throws for keys that nobody asked for, naming the nearest one that exists. Call it last.
  void finish() const;

  /// Throws Error with the file and the line of `key` (dotted paths below this table are fine).
  [[noreturn]] void fail(std::string_view key, const std::string& problem) const;

  const std::string& path() const { return path_; }

 private:
  const toml::table* table_;
  std::string path_;
  std::string file_;
  std::vector<std::string> asked_;
};

}  // namespace earshot
