#include "model/listener.h"

#include <cmath>
#include <utility>

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
      window_(samples_of_window(front_end)),
      ring_(window_ + static_cast<std::size_t>(hop_)),
      next_end_(hop_) {}

void Listener::push(std::span<const float> block, const std::function<void(const StreamWindow&)>& due) {
  resampled_.clear();
  resampler_.push(block, resampled_);

  std::span<const float> rest = resampled_;
  while (!rest.empty()) {
    const auto missing = static_cast<std::size_t>(next_end_ - ring_.total());
    if (rest.size() < missing) {
      ring_.push(rest);
      break;
    }
    ring_.push(rest.first(missing));
    rest = rest.subspan(missing);

    const std::uint64_t end = std::exchange(next_end_, next_end_ + hop_);
    const std::span<const float> samples = ring_.ending_at(end, window_);
    const Level level = measure_level(samples);
    due({.end = end,
         .time = static_cast<double>(end) / sample_rate_,
         .level = level,
         .silent = static_cast<double>(level.rms_dbfs) < gate_dbfs_,
         .complete = end >= window_,
         .samples = samples});
  }
}

}  // namespace earshot
