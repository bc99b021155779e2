#include "golden/params.h"

namespace earshot::golden {

bool Params::given(const std::string& name) {
  asked_.insert(name);
  const auto found = values_.find(name);
  return found != values_.end() && !found->is_null();
}

bool Params::is_none(const std::string& name) {
  return values_.contains(name) && !given(name);
}

int Params::integer(const std::string& name, int fallback) {
  if (!given(name)) return fallback;
  if (!values_[name].is_number_integer()) unsupported(name);
  return values_[name];
}

double Params::number(const std::string& name, double fallback) {
  if (!given(name)) return fallback;
  if (!values_[name].is_number()) unsupported(name);
  return values_[name];
}

bool Params::flag(const std::string& name, bool fallback) {
  if (!given(name)) return fallback;
  if (!values_[name].is_boolean()) unsupported(name);
  return values_[name];
}

std::string Params::text(const std::string& name, const std::string& fallback) {
  if (!given(name)) return fallback;
  if (!values_[name].is_string()) unsupported(name);
  return values_[name];
}

bool Params::begins(const std::string& name, const std::string& beginning) {
  return given(name) && values_[name].is_string() && values_[name].get<std::string>().starts_with(beginning);
}

void Params::only(const std::string& name, const nlohmann::json& value) {
  if (given(name) && values_[name] != value) unsupported(name);
}

void Params::ignore(std::initializer_list<const char*> names) {
  asked_.insert(names.begin(), names.end());
}

void Params::finish() const {
  for (const auto& [name, value] : values_.items()) {
    if (!asked_.contains(name)) unsupported(name);
  }
}

void Params::unsupported(const std::string& name) const {
  throw Unsupported("parameter " + name + " = " + values_.at(name).dump() + " is not supported");
}

}  // namespace earshot::golden
