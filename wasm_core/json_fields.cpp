#include "json_fields.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "error.h"
#include "message.h"

namespace earshot {

JsonFields::JsonFields(const nlohmann::json& json, std::string path) : json_(&json), path_(std::move(path)) {
  if (!json.is_object()) throw FieldError(path_.empty() ? "document" : path_, "must be an object");
}

bool JsonFields::has(const char* key) const {
  return json_->contains(key);
}

const nlohmann::json& JsonFields::value(const char* key) {
  const auto found = json_->find(key);
  if (found == json_->end()) fail(key, "is missing");
  asked_.emplace_back(key);
  return *found;
}

std::string JsonFields::text(const char* key) {
  const auto& json = value(key);
  if (!json.is_string()) fail(key, "must be a text");
  return json.get<std::string>();
}

double JsonFields::number(const char* key, double least, double most) {
  const auto& json = value(key);
  if (!json.is_number()) fail(key, "must be a number");
  const auto number = json.get<double>();
  if (!(number >= least && number <= most)) {
    fail(key, message("must be {} to {}, is {}", least, most, number));
  }
  return number;
}

std::int64_t JsonFields::integer(const char* key, std::int64_t least, std::int64_t most) {
  const auto& json = value(key);
  if (!json.is_number_integer()) fail(key, "must be a whole number");
  const auto number = json.get<std::int64_t>();
  if (number < least || number > most) fail(key, message("must be {} to {}, is {}", least, most, number));
  return number;
}

bool JsonFields::flag(const char* key) {
  const auto& json = value(key);
  if (!json.is_boolean()) fail(key, "must be true or false");
  return json.get<bool>();
}

std::vector<std::string> JsonFields::texts(const char* key) {
  const auto& json = value(key);
  if (!json.is_array() || !std::ranges::all_of(json, [](const auto& item) { return item.is_string(); })) {
    fail(key, "must be a list of texts");
  }
  return json.get<std::vector<std::string>>();
}

std::vector<std::int64_t> JsonFields::integers(const char* key, std::int64_t least, std::int64_t most) {
  const auto& json = value(key);
  const auto fits = [&](const auto& item) {
    return item.is_number_integer() && item.template get<std::int64_t>() >= least &&
           item.template get<std::int64_t>() <= most;
  };
  if (!json.is_array() || !std::ranges::all_of(json, fits)) {
    fail(key, message("must be a list of whole numbers from {} to {}", least, most));
  }
  return json.get<std::vector<std::int64_t>>();
}

std::vector<float> JsonFields::numbers(const char* key) {
  const auto& json = value(key);
  const auto fits = [](const auto& item) {
    return item.is_number() && std::isfinite(item.template get<float>());
  };
  if (!json.is_array() || !std::ranges::all_of(json, fits)) fail(key, "must be a list of finite numbers");
  return json.get<std::vector<float>>();
}

void JsonFields::finish() const {
  for (const auto& [key, unused] : json_->items()) {
    if (std::ranges::find(asked_, key) == asked_.end()) {
      throw FieldError(path_of(key), "is not a known field; remove it, or use a newer version of Earshot");
    }
  }
}

std::string JsonFields::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

void JsonFields::fail(const char* key, const std::string& problem) const {
  throw FieldError(path_of(key), problem);
}

}  // namespace earshot
