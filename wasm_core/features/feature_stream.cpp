#include "features/feature_stream.h"

#include <algorithm>
#include <cassert>
#include <string>

#include "error.h"
#include "features/amplitude.h"
#include "features/sample_check.h"
#include "features/scaling.h"

namespace earshot {

FeatureStream::FeatureStream(const FrontEndSpec& spec, std::size_t window)
    : spec_(checked(spec)), window_(window), features_(make_features(spec_.shape(window))) {
  assert(spec_.fit.samples == 0 || static_cast<std::size_t>(spec_.fit.samples) == window);
  check_length(spec_, window);
  if (spec_.kind == FeatureKind::waveform) return;
  spectral_.emplace(spec_);
  spectral_->make_room(window, frames_);
  inner_ = spectral_->inner_frames(window);
  missing_.reserve(frames_.frames);
}

std::optional<std::size_t> FeatureStream::moved_frames(std::uint64_t end) const {
  const auto hop = static_cast<std::uint64_t>(spec_.stft.hop_length);
  if (!last_end_ || end < *last_end_ || (end - *last_end_) % hop != 0) return std::nullopt;
  const std::uint64_t moved = (end - *last_end_) / hop;
  if (moved >= frames_.frames) return std::nullopt;
  return static_cast<std::size_t>(moved);
}

void FeatureStream::update_frames(std::span<const float> window, std::uint64_t end, double gain) {
  FrameRange kept;
  if (const std::optional<std::size_t> moved = moved_frames(end)) {
    frames_.drop_first(*moved);
    kept = {inner_.begin, std::max(inner_.begin, inner_.end - static_cast<int>(*moved))};
  }
  missing_.clear();
  for (int frame = 0; frame < features_.frames; ++frame) {
    if (!kept.contains(frame)) missing_.push_back(frame);
  }
  spectral_->compute(window, missing_, frames_);
  if (gain != gain_) kept = {};
  spectral_->compress({0, kept.begin}, gain, frames_);
  spectral_->compress({kept.end, features_.frames}, gain, frames_);
  gain_ = gain;
}

const Features& FeatureStream::compute(std::span<const float> window, std::uint64_t end) {
  if (window.size() != window_) {
    throw Error("the window has " + std::to_string(window.size()) + " samples instead of " +
                std::to_string(window_));
  }
  // What it has in common with the last window was looked at then.
  const std::uint64_t fresh = last_end_ && end >= *last_end_ ? end - *last_end_ : window_;
  check_finite(window.last(static_cast<std::size_t>(std::min<std::uint64_t>(fresh, window_))));
  const bool by_peak = spec_.amplitude == AmplitudeScaling::peak;
  const double gain = amplitude_gain(spec_.amplitude, by_peak ? peak_of(window) : 0.0f);
  if (spectral_) {
    update_frames(window, end, gain);
    spectral_->finish(std::span(&frames_, 1), features_);
  } else {
    auto to = features_.values.begin();
    for (int channel = 0; channel < features_.channels; ++channel) {
      to = std::ranges::transform(window, to, [gain](float x) { return static_cast<float>(x * gain); }).out;
    }
    scale(features_, spec_.scaling);
  }
  last_end_ = end;
  return features_;
}

}  // namespace earshot
