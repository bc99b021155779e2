#include "recipe/toml_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace earshot {
namespace {

using Json = nlohmann::ordered_json;

std::string key_text(const std::string& key) {
  const auto is_bare = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !key.empty() && std::ranges::all_of(key, is_bare) ? key : Json(key).dump();
}

std::string inline_text(const Json& value) {
  if (!value.is_structured()) return value.dump();  // JSON and TOML write text and numbers alike
  std::string text;
  for (const auto& [key, entry] : value.items()) {
    if (!text.empty()) text += ", ";
    if (value.is_object()) text += key_text(key) + " = ";
    text += inline_text(entry);
  }
  if (value.is_array()) return "[" + text + "]";
  return text.empty() ? "{}" : "{ " + text + " }";
}

std::string list_of_tables(const Json& list) {
  std::string text = "[\n";
  for (const Json& entry : list) text += "  " + inline_text(entry) + ",\n";
  return text + "]";
}

void append_table(std::string& text, const Json& table, const std::string& path) {
  for (const auto& [key, value] : table.items()) {
    if (value.is_object()) continue;
    const bool tables = value.is_array() && !value.empty() && value.front().is_object();
    text += key_text(key) + " = " + (tables ? list_of_tables(value) : inline_text(value)) + "\n";
  }
  for (const auto& [key, value] : table.items()) {
    if (!value.is_object()) continue;
    const std::string name = path.empty() ? key_text(key) : path + "." + key_text(key);
    text += "\n[" + name + "]\n";
    append_table(text, value, name);
  }
}

}  // namespace

std::string to_toml_text(const Json& object) {
  std::string text;
  append_table(text, object, "");
  return text;
}

}  // namespace earshot
