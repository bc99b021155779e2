#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

namespace earshot {

/// Embeddings of sounds that a network has learnt from, negative examples for the words that it is taught
/// later: what these are told apart from when nobody records anything else. Eight bits a number.
struct Negatives {
  std::size_t inputs = 0;                ///< numbers an embedding; 0 where there are no negatives
  double step = 1.0;                     ///< what a value of 1 stands for
  std::vector<std::int8_t> values = {};  ///< [sound][input]

  std::size_t size() const { return inputs == 0 ? 0 : values.size() / inputs; }
  std::vector<float> embedding(std::size_t sound) const;
};

/// Embeddings of one length, at least one, rounded to steps of which the largest number is 127.
Negatives negatives_of(std::span<const std::vector<float>> embeddings);

nlohmann::json to_json(const Negatives& negatives);
/// Strict: throws FieldError for unknown or missing keys, wrong types and a length that does not fit.
Negatives negatives_from_json(const nlohmann::json& json, const std::string& path = "negatives");

}  // namespace earshot
