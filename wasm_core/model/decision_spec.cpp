#include "model/decision_spec.h"

#include "json_fields.h"

namespace earshot {

nlohmann::json to_json(const DecisionSpec& spec) {
  return {{"hop_seconds", spec.hop_seconds},
          {"smoothing_seconds", spec.smoothing_seconds},
          {"threshold", spec.threshold},
          {"suppression_seconds", spec.suppression_seconds},
          {"gate_dbfs", spec.gate_dbfs},
          {"rejected", spec.rejected},
          {"rejected_sensitivity", spec.rejected_sensitivity}};
}

DecisionSpec decision_spec_from_json(const nlohmann::json& json, const std::string& path) {
  JsonFields fields(json, path);
  DecisionSpec spec;
  spec.hop_seconds = fields.number("hop_seconds", 0.005, 10.0);
  spec.smoothing_seconds = fields.number("smoothing_seconds", 0.0, 60.0);
  spec.threshold = fields.number("threshold", 0.0, 1.0);
  spec.suppression_seconds = fields.number("suppression_seconds", 0.0, 60.0);
  spec.gate_dbfs = fields.number("gate_dbfs", -120.0, 0.0);
  spec.rejected = fields.texts("rejected");
  spec.rejected_sensitivity = fields.number("rejected_sensitivity", -100.0, 100.0);
  fields.finish();
  return spec;
}

}  // namespace earshot
