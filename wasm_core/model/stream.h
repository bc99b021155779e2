#pragma once

#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "features/feature_stream.h"
#include "model/decision.h"
#include "model/listener.h"
#include "model/model_file.h"

namespace earshot {

/// An endless stream of audio on its way through a model's windows to its decisions; only the network, which
/// may take its time, is elsewhere. Every window that push hands over is to be answered, in their order: with
/// decide if it is worth classifying, and else with decide_silence.
class Stream {
 public:
  using WindowFunction = std::function<void(const StreamWindow& window, const Features& features)>;

  /// Throws Error for a model that is not one of sound.
  Stream(const ModelFile& model, int device_rate);

  /// Adds mono samples at the device's rate and hands over the windows that become due, oldest first, with
  /// their features. Both stay until the call with them returns.
  void push(std::span<const float> block, const WindowFunction& due);

  /// The samples of the window that came due last, or zeros before the first. They stay until the next push.
  std::span<const float> last_window() const { return listener_.last_window(); }

  /// What the logits of the window that ended at `time` seconds of the stream lead to.
  std::optional<Detection> decide(double time, std::span<const float> logits);
  /// The window that ended at `time` was not classified.
  void decide_silence(double time);

  /// As Decision::tune.
  void tune(std::vector<LabelTuning> tuning) { decision_.tune(std::move(tuning)); }

  const Decision& decision() const { return decision_; }

 private:
  ModelCard::Task task_;
  double temperature_;
  Listener listener_;
  FeatureStream features_;
  Decision decision_;
};

}  // namespace earshot
