#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "data/clip_file.h"
#include "model/model_card.h"

namespace earshot {

/// What a model said about one clip whose label is known.
struct Judgement {
  std::string file = {};
  std::string speaker = {};  ///< empty where unknown
  std::size_t truth = 0;
  std::size_t prediction = 0;
  std::vector<float> probabilities = {};  ///< one a label
  double loss = 0.0;  ///< cross-entropy: -ln of the true label's probability, from the logits
};

/// `truth` is an index into the model's labels.
Judgement judge(const ClipFile& clip, std::size_t truth, ModelCard::Task task, std::span<const float> logits);

/// How well a model did on a set of clips.
struct Metrics {
  /// The clips of one class or one speaker.
  struct Group {
    std::string name = {};
    std::size_t clips = 0;
    std::size_t correct = 0;
    /// 0 for an empty group.
    double accuracy() const {
      return clips ? static_cast<double>(correct) / static_cast<double>(clips) : 0.0;
    }
  };

  std::vector<std::string> labels = {};
  Group all = {};
  double loss = 0.0;                                     ///< mean over the clips
  std::vector<std::vector<std::size_t>> confusion = {};  ///< [truth][prediction], counts
  std::vector<Group> classes = {};                       ///< one a label
  std::vector<Group> speakers = {};                      ///< in order of name; empty where none is known

  double accuracy() const { return all.accuracy(); }
};

Metrics measure(const std::vector<std::string>& labels, std::span<const Judgement> judgements);

/// At most `most` of the groups: the least accurate ones, in their order.
std::vector<Metrics::Group> least_accurate(const std::vector<Metrics::Group>& groups, std::size_t most);

nlohmann::json to_json(const Metrics& metrics);

}  // namespace earshot
