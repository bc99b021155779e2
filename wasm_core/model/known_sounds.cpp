#include "model/known_sounds.h"

#include <algorithm>
#include <cmath>
#include <numeric>

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
                            std::span<const std::int64_t> labels) {
  constexpr double kLargest = 127.0;
  double largest = 0.0;
  for (const std::vector<float>& embedding : embeddings) {
    for (const float number : embedding) largest = std::max(largest, std::abs(double{number}));
  }
  std::vector<std::size_t> order(embeddings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // As a number without a sign, kNoLabel is the largest.
  std::ranges::stable_sort(order, {},
                           [&](std::size_t sound) { return static_cast<std::size_t>(labels[sound]); });
  KnownSounds sounds{.inputs = embeddings.front().size()};
  if (largest > 0.0) sounds.step = largest / kLargest;
  for (const std::size_t sound : order) {
    sounds.labels.push_back(labels[sound]);
    for (const float number : embeddings[sound])
      sounds.values.push_back(static_cast<std::int8_t>(std::lround(number / sounds.step)));
  }
  return sounds;
}

nlohmann::json to_json(const KnownSounds& sounds, std::size_t labels) {
  nlohmann::json counts = nlohmann::json::array();
  for (std::size_t label = 0; label < labels; ++label)
    counts.push_back(std::ranges::count(sounds.labels, static_cast<std::int64_t>(label)));
  counts.push_back(std::ranges::count(sounds.labels, KnownSounds::kNoLabel));
  return {{"inputs", sounds.inputs},
          {"step", sounds.step},
          {"values", to_base64(std::as_bytes(std::span(sounds.values)))},
          {"counts", counts}};
}

KnownSounds known_sounds_from_json(const nlohmann::json& json, std::size_t labels, const std::string& path) {
  JsonFields fields(json, path);
  KnownSounds sounds = read_embeddings(fields);
  const std::vector<std::int64_t> counts =
      fields.integers("counts", 0, static_cast<std::int64_t>(sounds.values.size()));
  if (counts.size() != labels + 1) {
    fields.fail("counts",
                message("must be {}, one a label and one of no label, are {}", labels + 1, counts.size()));
  }
  if (const auto all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
      all != static_cast<std::int64_t>(count(sounds))) {
    fields.fail("counts", message("are of {} sounds, but there are {}", all, count(sounds)));
  }
  for (std::size_t label = 0; label <= labels; ++label) {
    sounds.labels.insert(sounds.labels.end(), static_cast<std::size_t>(counts[label]),
                         label < labels ? static_cast<std::int64_t>(label) : KnownSounds::kNoLabel);
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
