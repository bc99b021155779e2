#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>

namespace earshot::golden {

/// A known function is asked for in a way that we do not compute.
class Unsupported : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The parameters of a case, read strictly: what nobody asked for is Unsupported. A missing one, or null,
/// takes the reference function's own default.
class Params {
 public:
  explicit Params(const nlohmann::json& values) : values_(values) {}

  bool given(const std::string& name);
  /// Python's None, written as null.
  bool is_none(const std::string& name);
  int integer(const std::string& name, int fallback);
  double number(const std::string& name, double fallback);
  bool flag(const std::string& name, bool fallback);
  std::string text(const std::string& name, const std::string& fallback);
  /// Whether the parameter is a text that begins so.
  bool begins(const std::string& name, const std::string& beginning);

  /// The parameter may be missing, null or `value`; anything else is Unsupported.
  void only(const std::string& name, const nlohmann::json& value);
  /// These only describe the case.
  void ignore(std::initializer_list<const char*> names);

  void finish() const;

  [[noreturn]] void unsupported(const std::string& name) const;

 private:
  const nlohmann::json& values_;
  std::set<std::string> asked_;
};

}  // namespace earshot::golden
