#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/decision_spec.h"
#include "model/label_tuning.h"

namespace earshot {

struct Detection {
  std::size_t label = 0;
  float probability = 0.0f;  ///< smoothed
  double time = 0.0;         ///< seconds of stream at the end of the window
};

/// Turns the probabilities of successive windows into detections: a moving average over smoothing_seconds, a
/// threshold, one detection a word, and nothing from silence (gate_dbfs). A word stays in view while it
/// passes through the window, so a label counts again only after its probability has faded to half the
/// threshold, or, as when the same word is said twice in a row, once the window has moved on by its length;
/// after any detection nothing is reported for suppression_seconds. A rejected label is never detected, but
/// wins over those that are less probable.
class Decision {
 public:
  /// `window_seconds`: how long the windows are that the probabilities are of.
  Decision(const DecisionSpec& spec, std::span<const std::string> labels, double window_seconds);

  /// From now on labels are decided on as told, one tuning a label, instead of as the spec recommends.
  void tune(std::vector<LabelTuning> tuning);

  /// A window that ended at `time` seconds of the stream. Times must not go back.
  std::optional<Detection> update(double time, std::span<const float> probabilities);
  /// A window below the gate: counts as knowing nothing, so that old probabilities fade.
  void update_silence(double time);
  void reset();

  const std::vector<float>& smoothed() const { return smoothed_; }
  /// The label that was detected last, until it has faded.
  std::optional<std::size_t> in_view() const { return in_view_; }
  const DecisionSpec& spec() const { return spec_; }

 private:
  struct Entry {
    double time;
    std::vector<float> probabilities;
  };
  void push(double time, std::vector<float> probabilities);

  DecisionSpec spec_;
  double window_seconds_;
  std::vector<bool> rejected_;  ///< one a label
  std::vector<LabelTuning> tuning_;
  std::deque<Entry> history_;
  std::vector<float> smoothed_;
  std::optional<double> last_detection_;
  std::optional<std::size_t> in_view_;
};

}  // namespace earshot
