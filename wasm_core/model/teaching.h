#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audio/clip.h"
#include "features/features.h"
#include "features/front_end.h"
#include "model/head_loss.h"
#include "model/model_file.h"

namespace earshot {

/// A label to be taught.
struct TaughtLabel {
  std::string name;
  bool rejected = false;  ///< stands for what is none of the others: it is never detected
};

/// A model that was taught, and how well heads told takes that they had not learnt from.
struct TaughtModel {
  std::vector<std::byte> file;
  std::size_t takes = 0;
  double accuracy = 0.0;               ///< share of the takes as they were recorded
  double noisy_accuracy = 0.0;         ///< share of their copies in noise
  std::vector<std::size_t> confusion;  ///< [label][label it was taken for]: how many, copies included
};

/// Teaches a network labels from a few takes of each: what is in front of its last linear layer stays, and
/// that layer is learnt anew. A label that the model has already learns from the sounds that the model knows
/// of it as well, and needs no takes; the first rejected label learns from those of all labels that are given
/// up. The taught model knows sounds of its words, too, so that they can be kept. The network is elsewhere:
/// it is shown every example and gives the embeddings.
class Teaching {
 public:
  static constexpr std::size_t kFewestTakes = 3;   ///< of a label
  static constexpr std::size_t kMostTakes = 1000;  ///< of all
  /// Of each take, beside the take itself.
  static constexpr std::size_t kCopies = 7;

  /// Throws Error when the network has no embedding or labels are too few, without a name or twice there.
  Teaching(const ModelFile& model, std::vector<TaughtLabel> labels);

  /// Adds a recording: one take, or, where the label is a rejected one, as many as it has windows. `name` is
  /// for messages. Throws Error for one that can't be heard.
  void add(std::size_t label, const Clip& recording, std::string_view name);

  /// How many there are: takes and their copies. Throws Error where a label has too few takes; one that
  /// sounds are known of needs none.
  std::size_t examples() const;
  Features features(std::size_t example);
  /// Takes the embedding of features(example); one after the other.
  void take(std::size_t example, std::span<const float> embedding);

  /// Trains the head. `bytes` are those of the model's file; `self_check_embedding` is that of its test
  /// signal. Throws Error where the sounds that the model knows are no embeddings of its network.
  TaughtModel finish(std::span<const std::byte> bytes, std::string name,
                     std::span<const float> self_check_embedding) const;

 private:
  struct Take {
    std::size_t label;
    Clip window;  ///< at the model's rate
  };
  std::vector<std::size_t> takes_of_labels() const;
  /// Of a sound that the model knows, the label that learns from it.
  std::optional<std::size_t> label_of_known(std::size_t sound) const;
  /// Whether it is of a word that was taught before and is given up: it may be a new one under another name.
  bool forgotten(std::size_t sound) const;
  /// What was learnt from takes, and then from the sounds that the model knows.
  HeadExamples all_examples() const;
  /// The same for a measurement with takes held out: without sounds of words that there are takes of, for
  /// these may be of the same takes.
  HeadExamples measurable_examples() const;
  HeadExamples with_known(const std::vector<bool>& labels) const;
  /// What the taught model knows: the same under its own labels, and its words' takes.
  KnownSounds known_sounds() const;
  ModelCard card(std::string name) const;

  ModelFile model_;
  std::vector<TaughtLabel> labels_;
  FrontEnd front_end_;
  std::vector<Take> takes_;
  std::vector<std::vector<float>> backgrounds_;
  HeadExamples learnt_;
};

}  // namespace earshot
