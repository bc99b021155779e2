#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/front_end_spec.h"
#include "model/decision_spec.h"
#include "model/known_sounds.h"
#include "model/self_check.h"

namespace earshot {

/// Where training data came from.
struct DataSource {
  std::string name;
  std::string licence;
  std::string url;  ///< may be empty: recordings of one's own
};

/// What a model file says of itself, under the key "earshot" of the ONNX file's metadata_props: all that a
/// reader needs to go from samples to a decision, and where the model came from.
struct ModelCard {
  static constexpr int kSchemaVersion = 5;
  static constexpr int kOldestSchemaVersion = 2;  ///< that is still read
  enum class Task { single_label, binary, regression };

  std::string name;
  std::string description;
  Task task = Task::single_label;
  /// single_label: one a logit. binary: {negative, positive}, one logit. regression: the names of the outputs
  std::vector<std::string> labels;
  /// None where the network takes numbers that are not sound: then decision and self_check have no use, keep
  /// their defaults and are not written. Networks of sound have one and tell labels apart.
  std::optional<FrontEndSpec> front_end;
  std::vector<std::int64_t>
      input_shape;  ///< of the network, without the batch: {bands, frames} or {channels, bands, frames}
  /// What logits are divided by before they become probabilities (Guo et al. 2017, "On Calibration of Modern
  /// Neural Networks"); of a model that tells labels apart.
  double temperature = 1.0;
  DecisionSpec decision;
  std::int64_t parameter_count = 0;
  nlohmann::json recipe = nlohmann::json::object();  ///< the training recipe as resolved
  std::vector<DataSource> data_sources;
  std::map<std::string, double> metrics;  ///< measured, e.g. "test accuracy" -> 0.98
  SelfCheck self_check;
  KnownSounds known_sounds;  ///< of a model of sound

  /// How many numbers the network takes.
  std::int64_t input_count() const;
  /// How many logits, or outputs of a regression, the network must give.
  std::size_t logit_count() const { return task == Task::binary ? 1 : labels.size(); }
};

nlohmann::json to_json(const ModelCard& card);
/// Throws FieldError for an unknown schema version, a missing or unknown field, a wrong type, a number out of
/// range, or fields that contradict one another (the front end's feature count against input_shape, labels
/// against logits).
ModelCard model_card_from_json(const nlohmann::json& json);
/// As above, from text. Throws Error when the text is not JSON.
ModelCard parse_model_card(std::string_view text);

}  // namespace earshot
