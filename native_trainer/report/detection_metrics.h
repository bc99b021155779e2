#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "report/detection_matching.h"

namespace earshot {

/// How well a model did on long recordings whose words are known.
struct DetectionMetrics {
  /// The words of one label, or all.
  struct Group {
    std::string name = {};
    std::size_t words = 0;
    std::size_t matched = 0;
    std::size_t wrong = 0;
    std::size_t false_alarms = 0;  ///< detections of this label

    std::size_t missed() const { return words - matched - wrong; }
  };

  Group all = {};
  std::vector<Group> labels = {};      ///< one a label that can be detected
  std::size_t repeats = 0;             ///< false alarms within a word's span, which was answered already
  std::size_t other_sounds = 0;        ///< labels of the tracks that are no words
  std::size_t other_sounds_taken = 0;  ///< those with a false alarm in their span
  double seconds = 0.0;                ///< of audio
  double wordless_seconds = 0.0;  ///< of those outside every word's span, where a detection can only be false
  std::vector<double> latencies = {};  ///< of matched words: seconds from the word's end to the decision

  /// Outside the words' spans; 0 if there is nothing outside.
  double false_alarms_per_hour() const;
};

/// Of several recordings as of one. A word's span is that of match_detections.
DetectionMetrics measure_detections(const ModelCard& card, std::span<const HeardRecording> recordings,
                                    double tolerance = kAnswerSeconds);

/// Shares with their 95 % intervals (wilson_interval).
nlohmann::json to_json(const DetectionMetrics& metrics);
std::string to_text(const DetectionMetrics& metrics);

}  // namespace earshot
