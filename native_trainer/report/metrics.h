#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/clip_file.h"
#include "model/model_card.h"
#include "report/calibration.h"

namespace earshot {

/// What a model said about one clip, or an excerpt of it, whose label or value is known.
struct Judgement {
  std::string file = {};
  std::optional<Excerpt> excerpt = {};  ///< none: all of the file
  std::string speaker = {};             ///< empty where unknown
  std::string source = {};              ///< the name of the data set
  std::size_t truth = 0;                ///< these three: but for regression
  std::size_t prediction = 0;
  std::vector<float> probabilities = {};  ///< one a label
  double target = 0.0;                    ///< these two: regression only
  double output = 0.0;
  double loss = 0.0;  ///< cross-entropy: -ln of the true label's probability; regression: the squared error

  bool correct() const { return truth == prediction; }
};

/// `target` is the index of a label of the model or, for regression, the value; `logits` are its outputs, and
/// `temperature` is that of its card.
Judgement judge(const ClipFile& clip, float target, ModelCard::Task task, std::span<const float> logits,
                double temperature);

/// The excerpts of each file taken together, by the mean of their probabilities (or outputs): one judgement a
/// file, in the order in which files first appear.
std::vector<Judgement> judge_files(ModelCard::Task task, std::span<const Judgement> excerpts);

/// How well a model did on a set of clips. Of a regression only the labels, the clips and the loss are filled
/// in.
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

  ModelCard::Task task = ModelCard::Task::single_label;
  std::vector<std::string> labels = {};
  Group all = {};
  double loss = 0.0;                                     ///< mean over the clips
  std::vector<std::vector<std::size_t>> confusion = {};  ///< [truth][prediction], counts
  std::vector<Group> classes = {};                       ///< one a label
  std::vector<Group> speakers = {};                      ///< in order of name; empty where none is known
  std::vector<Group> sources = {};                       ///< one a data set, in order of name
  Calibration calibration = {};

  double accuracy() const { return all.accuracy(); }
};

Metrics measure(ModelCard::Task task, const std::vector<std::string>& labels,
                std::span<const Judgement> judgements);

/// At most `most` of the groups: the least accurate ones, in their order.
std::vector<Metrics::Group> least_accurate(const std::vector<Metrics::Group>& groups, std::size_t most);

/// The metrics of several sets of clips as of one; they must have the same labels, and there must be one.
Metrics pool(std::span<const Metrics> metrics);

nlohmann::json to_json(const Metrics& metrics);
/// Of what to_json gave for labels; an earlier version's has no sources and no calibration. Throws
/// nlohmann::json::exception for anything else.
Metrics metrics_from_json(const nlohmann::json& json);

}  // namespace earshot
