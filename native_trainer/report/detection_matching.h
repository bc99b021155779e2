#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "data/label_track.h"
#include "model/decision.h"
#include "model/model_card.h"

namespace earshot {

/// What was heard in a recording, and what is known to be in it.
struct HeardRecording {
  double seconds = 0.0;                    ///< of the recording
  std::vector<Detection> detections = {};  ///< in the order of time
  std::vector<TrackLabel> truth = {};      ///< words, which are labels of the model, and other sounds
};

/// Seconds after a word's end in which an answer to it still counts. The same for every model, whatever its
/// window and its suppression, so that a slow model is not measured more kindly than a quick one.
inline constexpr double kAnswerSeconds = 0.7;

/// The label of the model that a label of a track stands for, digits in either spelling. None if it is
/// another sound: no label of the model, or one that the model rejects.
std::optional<std::size_t> word_of(const ModelCard& card, const TrackLabel& label);

/// What a detection turned out to be.
struct Answer {
  enum class Kind { matched, wrong, false_alarm };
  Kind kind = Kind::false_alarm;
  /// Index of the word it answers or, of a false alarm, of the word or the other sound that it falls into.
  std::optional<std::size_t> truth = {};
};

/// One answer a detection.
///
/// A detection belongs to the word whose span, from its start to `tolerance` seconds after its end, holds the
/// detection's time; of several words to the one whose end is nearest. The first that belongs to a word
/// answers it: matched if the labels are the same, else wrong. A further one is a false alarm, and so is a
/// detection that belongs to no word. A word without an answer is missed.
std::vector<Answer> match_detections(const ModelCard& card, const HeardRecording& recording,
                                     double tolerance = kAnswerSeconds);

}  // namespace earshot
