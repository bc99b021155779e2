#include "model/model_card.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "error.h"
#include "json_fields.h"
#include "message.h"

namespace earshot {
namespace {

constexpr std::int64_t kLargestDimension = 1'000'000;  // three of them still multiply without overflow

constexpr std::pair<ModelCard::Task, const char*> kTasks[] = {
    {ModelCard::Task::single_label, "single_label"},
    {ModelCard::Task::binary, "binary"},
    {ModelCard::Task::regression, "regression"},
};

const char* task_name(ModelCard::Task task) {
  return std::ranges::find(kTasks, task, &std::pair<ModelCard::Task, const char*>::first)->second;
}

ModelCard::Task read_task(JsonFields& fields) {
  const std::string name = fields.text("task");
  for (const auto& [task, known] : kTasks) {
    if (name == known) return task;
  }
  fields.fail("task", message("is \"{}\", known are single_label, binary and regression", name));
}

std::vector<std::string> read_labels(JsonFields& fields, ModelCard::Task task) {
  auto labels = fields.texts("labels");
  if (task == ModelCard::Task::binary && labels.size() != 2) {
    fields.fail("labels",
                message("must be two, negative and positive, for a binary task, are {}", labels.size()));
  }
  const std::size_t fewest = task == ModelCard::Task::regression ? 1 : 2;
  if (labels.size() < fewest || labels.size() > 10'000) {
    fields.fail("labels", message("must be {} to 10000, are {}", fewest, labels.size()));
  }
  auto sorted = labels;
  std::ranges::sort(sorted);
  if (sorted.front().empty()) fields.fail("labels", "must not be empty texts");
  if (const auto twice = std::ranges::adjacent_find(sorted); twice != sorted.end()) {
    fields.fail("labels", message("name \"{}\" twice", *twice));
  }
  return labels;
}

std::vector<DataSource> read_data_sources(JsonFields& fields) {
  const auto& json = fields.value("data_sources");
  if (!json.is_array()) fields.fail("data_sources", "must be a list");
  std::vector<DataSource> sources;
  for (const auto& item : json) {
    JsonFields source(item, fields.path_of(message("data_sources[{}]", sources.size())));
    sources.push_back({source.text("name"), source.text("licence"), source.text("url")});
    source.finish();
  }
  return sources;
}

std::map<std::string, double> read_metrics(JsonFields& fields) {
  const auto& json = fields.value("metrics");
  std::map<std::string, double> metrics;
  JsonFields entries(json, fields.path_of("metrics"));
  for (const auto& [name, unused] : json.items()) metrics[name] = entries.number(name.c_str(), -1e300, 1e300);
  return metrics;
}

SelfCheck read_self_check(JsonFields& fields, std::size_t logit_count) {
  JsonFields check(fields.value("self_check"), fields.path_of("self_check"));
  SelfCheck self_check;
  self_check.signal = check.text("signal");
  self_check.seed = static_cast<std::uint32_t>(check.integer("seed", 0, 4'294'967'295));
  self_check.logits = check.numbers("logits");
  if (self_check.logits.size() != logit_count) {
    check.fail("logits", message("must be {}, one a label, are {}", logit_count, self_check.logits.size()));
  }
  check.finish();
  self_check_signal(self_check, 1000);  // refuses an unknown formula now, not when the check is run
  return self_check;
}

/// The network's input must hold exactly what the front end gives.
void check_input_shape(JsonFields& fields, const ModelCard& card) {
  const auto samples = static_cast<std::size_t>(card.front_end->fit.samples);
  if (samples == 0) {
    fields.fail("front_end", "must fix the clip's length (fit.samples), since the network's input is fixed");
  }
  const auto shape = card.front_end->shape(samples);
  const std::int64_t features = static_cast<std::int64_t>(shape.channels) * shape.bands * shape.frames;
  const std::int64_t inputs = card.input_count();
  if (features != inputs) {
    fields.fail("input_shape", message("holds {} values, but the front end gives {} x {} x {} = {}", inputs,
                                       shape.channels, shape.bands, shape.frames, features));
  }
}

/// Models of schema version 2 reject no label, those of version 3 none more readily than they are sure of it.
DecisionSpec read_decision(JsonFields& fields, std::int64_t version, const ModelCard& card) {
  nlohmann::json json = fields.value("decision");
  if (version < 3 && json.is_object()) json.emplace("rejected", nlohmann::json::array());
  if (version < 4 && json.is_object()) json.emplace("rejected_sensitivity", 0.0);
  DecisionSpec decision = decision_spec_from_json(json);
  for (const std::string& label : decision.rejected) {
    if (!std::ranges::contains(card.labels, label))
      fields.fail("decision", message("rejects \"{}\", which is no label", label));
  }
  return decision;
}

/// What a model of sound has, and no other.
void read_audio_fields(JsonFields& fields, std::int64_t version, ModelCard& card) {
  card.front_end = front_end_spec_from_json(fields.value("front_end"));
  check_input_shape(fields, card);
  if (card.task == ModelCard::Task::regression) {
    fields.fail("task", "is regression, but a model with a front_end must tell labels apart");
  }
  card.decision = read_decision(fields, version, card);
  card.self_check = read_self_check(fields, card.logit_count());
  if (version > 4)
    card.known_sounds = known_sounds_from_json(fields.value("known_sounds"), card.labels.size());
  else if (version == 4)
    card.known_sounds = negatives_from_json(fields.value("negatives"));
}

}  // namespace

std::int64_t ModelCard::input_count() const {
  return std::accumulate(input_shape.begin(), input_shape.end(), std::int64_t{1}, std::multiplies<>());
}

nlohmann::json to_json(const ModelCard& card) {
  auto sources = nlohmann::json::array();
  for (const auto& source : card.data_sources) {
    sources.push_back({{"name", source.name}, {"licence", source.licence}, {"url", source.url}});
  }
  nlohmann::json json = {{"schema_version", ModelCard::kSchemaVersion},
                         {"name", card.name},
                         {"description", card.description},
                         {"task", task_name(card.task)},
                         {"labels", card.labels},
                         {"input_shape", card.input_shape},
                         {"parameter_count", card.parameter_count},
                         {"recipe", card.recipe},
                         {"data_sources", sources},
                         {"metrics", card.metrics}};
  if (card.task != ModelCard::Task::regression) json["temperature"] = card.temperature;
  if (!card.front_end) return json;
  json["front_end"] = to_json(*card.front_end);
  json["decision"] = to_json(card.decision);
  json["self_check"] = {
      {"signal", card.self_check.signal}, {"seed", card.self_check.seed}, {"logits", card.self_check.logits}};
  json["known_sounds"] = to_json(card.known_sounds, card.labels.size());
  return json;
}

ModelCard model_card_from_json(const nlohmann::json& json) {
  JsonFields fields(json, "");
  const auto version = fields.integer("schema_version", 0, 1'000'000);
  if (version < ModelCard::kOldestSchemaVersion || version > ModelCard::kSchemaVersion) {
    fields.fail("schema_version",
                message("is {}, this version of Earshot reads {} to {}; use a matching version", version,
                        ModelCard::kOldestSchemaVersion, ModelCard::kSchemaVersion));
  }
  ModelCard card;
  card.name = fields.text("name");
  card.description = fields.text("description");
  card.task = read_task(fields);
  card.labels = read_labels(fields, card.task);
  card.input_shape = fields.integers("input_shape", 1, kLargestDimension);
  if (card.input_shape.empty() || card.input_shape.size() > 3) {
    fields.fail("input_shape", message("must have 1 to 3 dimensions, has {}", card.input_shape.size()));
  }
  if (fields.has("front_end") || fields.has("decision") || fields.has("self_check")) {
    read_audio_fields(fields, version, card);
  }
  // Those of schema version 2 were not calibrated.
  if (version > 2 && card.task != ModelCard::Task::regression)
    card.temperature = fields.number("temperature", 1e-3, 1e3);
  card.parameter_count = fields.integer("parameter_count", 0, 1'000'000'000'000);
  card.recipe = fields.value("recipe");
  if (!card.recipe.is_object()) fields.fail("recipe", "must be an object");
  card.data_sources = read_data_sources(fields);
  card.metrics = read_metrics(fields);
  fields.finish();
  return card;
}

ModelCard parse_model_card(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) throw Error("the model card is not JSON; the file was changed after its export");
  return model_card_from_json(json);
}

}  // namespace earshot
