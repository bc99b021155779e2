#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// Reads a JSON object strictly: each field is asked for by type and range, and whatever was not asked for is
/// an unknown field. Every complaint is a FieldError with the field's dotted path.
class JsonFields {
 public:
  /// Throws when `json` is not an object. `path` is the object's own path, "" at the top.
  JsonFields(const nlohmann::json& json, std::string path);

  bool has(const char* key) const;
  /// The value as it stands; throws when it is missing.
  const nlohmann::json& value(const char* key);

  std::string text(const char* key);
  double number(const char* key, double least, double most);
  std::int64_t integer(const char* key, std::int64_t least, std::int64_t most);
  bool flag(const char* key);
  std::vector<std::string> texts(const char* key);
  std::vector<std::int64_t> integers(const char* key, std::int64_t least, std::int64_t most);
  /// Finite numbers.
  std::vector<float> numbers(const char* key);

  /// Throws when the object has a field that nobody asked for. Call it last.
  void finish() const;

  /// The dotted path of a field of this object.
  std::string path_of(std::string_view key) const;
  [[noreturn]] void fail(const char* key, const std::string& problem) const;

 private:
  const nlohmann::json* json_;
  std::string path_;
  std::vector<std::string> asked_;
};

}  // namespace earshot
