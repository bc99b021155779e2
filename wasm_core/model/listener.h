#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "audio/level.h"
#include "audio/resampler.h"
#include "audio/sample_ring.h"
#include "features/front_end_spec.h"
#include "model/decision_spec.h"

namespace earshot {

/// A window of the stream that is due for classification.
struct StreamWindow {
  std::uint64_t end = 0;  ///< samples of stream at the window's end, at the model's rate
  double time = 0.0;      ///< the same in seconds
  Level level;            ///< of the window
  bool silent = false;    ///< below the gate: not worth classifying
  /// False while the stream is shorter than the window: the beginning of one is no sound that a model knows.
  bool complete = false;
  /// FrontEndSpec::fit.samples samples at the model's rate; zeros before the stream began.
  std::span<const float> samples;

  bool worth_classifying() const { return complete && !silent; }
};

/// Cuts an endless stream into the model's windows: resamples what arrives, keeps the newest window, and
/// gives one every hop. A microphone and a file fed in blocks take this same way.
class Listener {
 public:
  /// Windows have FrontEndSpec::fit.samples samples, or one second where a model takes any length.
  Listener(const FrontEndSpec& front_end, const DecisionSpec& decision, int device_rate);

  /// The samples of the window that came due last, or zeros before the first. They stay until the next push.
  std::span<const float> last_window() const { return ring_.ending_at(next_end_ - hop_, window_); }

  /// How many samples every window has.
  std::size_t window_samples() const { return window_; }
  double window_seconds() const { return static_cast<double>(window_) / sample_rate_; }

  /// Adds mono samples at the device's rate and hands over the windows that become due, oldest first. A
  /// window's samples stay until the call with it returns.
  void push(std::span<const float> block, const std::function<void(const StreamWindow&)>& due);

 private:
  int sample_rate_;
  std::uint64_t hop_;
  double gate_dbfs_;
  StreamResampler resampler_;
  std::size_t window_;
  SampleRing ring_;
  std::uint64_t next_end_;
  std::vector<float> resampled_;
};

}  // namespace earshot
