#include "model/listener.h"

#include <cmath>

namespace earshot {
namespace {

std::size_t samples_of_window(const FrontEndSpec& spec) {
  return static_cast<std::size_t>(spec.fit.samples > 0 ? spec.fit.samples : spec.sample_rate);
}

}  // namespace

Listener::Listener(const FrontEndSpec& front_end, const DecisionSpec& decision, int device_rate)
    : sample_rate_(front_end.sample_rate),
      hop_(static_cast<std::uint64_t>(std::lround(decision.hop_seconds * front_end.sample_rate))),
      gate_dbfs_(decision.gate_dbfs),
      resampler_(device_rate, front_end.sample_rate, front_end.resampler),
      // Room for a window and for a second of audio that arrives at once.
      ring_(samples_of_window(front_end) + static_cast<std::size_t>(front_end.sample_rate)),
      window_(samples_of_window(front_end)),
      next_end_(hop_) {}

std::vector<StreamWindow> Listener::push(std::span<const float> block) {
  resampled_.clear();
  resampler_.push(block, resampled_);

  std::vector<StreamWindow> due;
  std::span<const float> rest = resampled_;
  while (!rest.empty()) {
    const auto missing = static_cast<std::size_t>(next_end_ - ring_.total());
    if (rest.size() < missing) {
      ring_.push(rest);
      break;
    }
    ring_.push(rest.first(missing));
    rest = rest.subspan(missing);

    StreamWindow window;
    window.end = next_end_;
    window.time = static_cast<double>(next_end_) / sample_rate_;
    window.samples.resize(window_);
    ring_.copy_ending_at(next_end_, window.samples);
    window.level = measure_level(window.samples);
    window.silent = static_cast<double>(window.level.rms_dbfs) < gate_dbfs_;
    window.complete = next_end_ >= window_;
    due.push_back(std::move(window));
    next_end_ += hop_;
  }
  return due;
}

}  // namespace earshot
