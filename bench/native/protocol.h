#pragma once

#include <nlohmann/json.hpp>
#include <vector>

namespace earshot::bench {

/// What a contender computed, for the comparison of values.
struct Values {
  std::vector<float> values;
  bool frames_first = false;  ///< [frame][band]; otherwise [band][frame]
};

/// Something that is measured, in a process of its own.
class Contender {
 public:
  virtual ~Contender() = default;

  /// "FFTW 3.3.10".
  virtual std::string version() const = 0;
  /// Makes ready for a case (bench/cases/case.ts). False when it is not for this contender.
  virtual bool prepare(const nlohmann::json& test) = 0;
  /// Does the work of a case that was prepared, once.
  virtual void run(const std::string& name) = 0;
  /// What the last run of the case gave.
  virtual Values result(const std::string& name) const = 0;
};

/// Answers the driver, a line of JSON for a line of JSON, until there are no more:
/// {"do": "introduce"}                           -> {"version": ...}
/// {"do": "prepare", "case": {...}}              -> {"values": [...], "framesFirst": ...} or {"absent": true}
/// {"do": "run", "name": ..., "calls": 20}       -> {"milliseconds": 0.2}, for one call
/// Returns the exit status of the process.
int serve(Contender& contender);

}  // namespace earshot::bench
