#include "model/negatives.h"

#include <algorithm>
#include <cmath>

#include "base64.h"
#include "json_fields.h"

namespace earshot {

std::vector<float> Negatives::embedding(std::size_t sound) const {
  std::vector<float> numbers;
  for (const std::int8_t value : std::span(values).subspan(sound * inputs, inputs))
    numbers.push_back(static_cast<float>(step * value));
  return numbers;
}

Negatives negatives_of(std::span<const std::vector<float>> embeddings) {
  constexpr double kLargest = 127.0;
  double largest = 0.0;
  for (const std::vector<float>& embedding : embeddings) {
    for (const float number : embedding) largest = std::max(largest, std::abs(double{number}));
  }
  Negatives negatives{.inputs = embeddings.front().size()};
  if (largest > 0.0) negatives.step = largest / kLargest;
  for (const std::vector<float>& embedding : embeddings) {
    for (const float number : embedding)
      negatives.values.push_back(static_cast<std::int8_t>(std::lround(number / negatives.step)));
  }
  return negatives;
}

nlohmann::json to_json(const Negatives& negatives) {
  return {{"inputs", negatives.inputs},
          {"step", negatives.step},
          {"values", to_base64(std::as_bytes(std::span(negatives.values)))}};
}

Negatives negatives_from_json(const nlohmann::json& json, const std::string& path) {
  JsonFields fields(json, path);
  Negatives negatives;
  negatives.inputs = static_cast<std::size_t>(fields.integer("inputs", 0, 1'000'000));
  negatives.step = fields.number("step", 1e-30, 1e30);
  const auto bytes = from_base64(fields.text("values"));
  const std::size_t inputs = negatives.inputs;
  if (!bytes || (inputs == 0 ? !bytes->empty() : bytes->size() % inputs != 0))
    fields.fail("values", "must be embeddings of that many inputs, a byte each, in base64");
  for (const std::byte byte : *bytes) negatives.values.push_back(static_cast<std::int8_t>(byte));
  fields.finish();
  return negatives;
}

}  // namespace earshot
