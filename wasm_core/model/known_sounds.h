#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

namespace earshot {

/// Embeddings of sounds that a network has learnt from, for the words that it is taught later: what these are
/// told apart from when nobody records anything else, and what the network need not be taught again. Eight
/// bits a number.
struct KnownSounds {
  static constexpr std::int64_t kNoLabel = -1;

  std::size_t inputs = 0;                ///< numbers an embedding; 0 where there are no sounds
  double step = 1.0;                     ///< what a value of 1 stands for
  std::vector<std::int8_t> values = {};  ///< [sound][input]
  /// One a sound, in ascending order: an index of the card's labels; those of kNoLabel are last.
  std::vector<std::int64_t> labels = {};

  std::size_t size() const { return labels.size(); }
  std::vector<float> embedding(std::size_t sound) const;
};

/// Embeddings of one length, at least one, rounded to steps of which the largest number is 127; one label
/// each. Those of a label stay in their order.
KnownSounds known_sounds_of(std::span<const std::vector<float>> embeddings,
                            std::span<const std::int64_t> labels);

/// Of a model with so many labels.
nlohmann::json to_json(const KnownSounds& sounds, std::size_t labels);
/// Strict: throws FieldError for unknown or missing keys, wrong types, and counts and a length that do not
/// fit.
KnownSounds known_sounds_from_json(const nlohmann::json& json, std::size_t labels,
                                   const std::string& path = "known_sounds");
/// Those of a card of schema version 4, which says nothing of their labels.
KnownSounds negatives_from_json(const nlohmann::json& json, const std::string& path = "negatives");

}  // namespace earshot
