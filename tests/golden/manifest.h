#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "golden/comparison.h"
#include "golden/tensor.h"

namespace earshot::golden {

/// One reference result and how it came about.
struct Case {
  std::string name;  ///< "family/what"
  std::string function;
  nlohmann::json params;
  std::vector<std::string> inputs;    ///< files of the folder; none for a filter bank
  std::optional<std::string> output;  ///< none where the reference raises an error
  Tolerance tolerance;
  std::set<int> exempt_columns;
  /// For the same output wanted straight from the audio file, with the resampler that the reference has.
  std::optional<Tolerance> end_to_end;

  std::string family() const { return name.substr(0, name.find('/')); }
};

/// A folder of reference results.
class Manifest {
 public:
  /// Reads DIR/manifest.json. Throws BadFolder.
  explicit Manifest(std::filesystem::path folder);

  const std::vector<Case>& cases() const { return cases_; }

  /// An audio file (.wav) or array (.npy) of the folder.
  Input load(const std::string& file) const;

  /// The case whose reference output is this file; null for an original input.
  const Case* maker_of(const std::string& file) const;

 private:
  std::filesystem::path folder_;
  std::vector<Case> cases_;
  std::map<std::string, std::size_t> makers_;
};

}  // namespace earshot::golden
