#include "model/known_sounds.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base64.h"
#include "json_fields.h"
#include "message.h"

namespace earshot {
namespace {

/// All but the labels.
KnownSounds read_embeddings(JsonFields& fields) {
  KnownSounds sounds;
  sounds.inputs = static_cast<std::size_t>(fields.integer("inputs", 0, 1'000'000));
  sounds.step = fields.number("step", 1e-30, 1e30);
  const auto bytes = from_base64(fields.text("values"));
  if (!bytes || (sounds.inputs == 0 ? !bytes->empty() : bytes->size() % sounds.inputs != 0))
    fields.fail("values", "must be embeddings of that many inputs, a byte each, in base64");
  for (const std::byte byte : *bytes) sounds.values.push_back(static_cast<std::int8_t>(byte));
  return sounds;
}

std::size_t count(const KnownSounds& sounds) {
  return sounds.inputs == 0 ? 0 : sounds.values.size() / sounds.inputs;
}

}  // namespace

std::vector<float> KnownSounds::embedding(std::size_t sound) const {
  std::vector<float> numbers;
  for (const std::int8_t value : std::span(values).subspan(sound * inputs, inputs))
    numbers.push_back(static_cast<float>(step * value));
  return numbers;
}

KnownSounds known_sounds_of(std::span<const std::vector<float>> embeddings,
                            std::vector<std::int64_t> labels) {
  constexpr double kLargest = 127.0;
  double largest = 0.0;
  for (const std::vector<float>& embedding : embeddings) {
    for (const float number : embedding) largest = std::max(largest, std::abs(double{number}));
  }
  KnownSounds sounds{.inputs = embeddings.front().size(), .labels = std::move(labels)};
  if (largest > 0.0) sounds.step = largest / kLargest;
  for (const std::vector<float>& embedding : embeddings) {
    for (const float number : embedding)
      sounds.values.push_back(static_cast<std::int8_t>(std::lround(number / sounds.step)));
  }
  return sounds;
}

nlohmann::json to_json(const KnownSounds& sounds) {
  return {{"inputs", sounds.inputs},
          {"step", sounds.step},
          {"values", to_base64(std::as_bytes(std::span(sounds.values)))},
          {"labels", sounds.labels}};
}

KnownSounds known_sounds_from_json(const nlohmann::json& json, std::size_t labels, const std::string& path) {
  JsonFields fields(json, path);
  KnownSounds sounds = read_embeddings(fields);
  sounds.labels =
      fields.integers("labels", KnownSounds::kNoLabel, static_cast<std::int64_t>(labels) - 1);
  if (sounds.labels.size() != count(sounds)) {
    fields.fail("labels", message("must be {}, one a sound, are {}", count(sounds), sounds.labels.size()));
  }
  fields.finish();
  return sounds;
}

KnownSounds negatives_from_json(const nlohmann::json& json, const std::string& path) {
  JsonFields fields(json, path);
  KnownSounds sounds = read_embeddings(fields);
  sounds.labels.assign(count(sounds), KnownSounds::kNoLabel);
  fields.finish();
  return sounds;
}

}  // namespace earshot
