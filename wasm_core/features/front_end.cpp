#include "features/front_end.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <ranges>
#include <vector>

#include "audio/resampler.h"
#include "features/amplitude.h"
#include "features/fit.h"
#include "features/sample_check.h"
#include "features/scaling.h"
#include "features/spectral_features.h"

namespace earshot {

struct FrontEnd::State {
  FrontEndSpec spec;
  std::optional<SpectralFeatures> spectral;  ///< of every kind but waveform
  std::vector<ChannelFrames> frames;         ///< one a channel
  std::vector<int> all_frames;

  /// Of channels at the model's rate that have been fitted.
  Features compute(std::span<const std::span<const float>> channels);
  void compute_spectral(std::span<const std::span<const float>> channels, double gain, Features& features);
};

FrontEnd::FrontEnd(const FrontEndSpec& spec) : state_(std::make_unique<State>()) {
  state_->spec = checked(spec);
  if (spec.kind == FeatureKind::waveform) return;
  state_->spectral.emplace(state_->spec);
  state_->frames.resize(static_cast<std::size_t>(spec.channels));
}

FrontEnd::~FrontEnd() = default;
FrontEnd::FrontEnd(FrontEnd&&) noexcept = default;
FrontEnd& FrontEnd::operator=(FrontEnd&&) noexcept = default;

const FrontEndSpec& FrontEnd::spec() const {
  return state_->spec;
}

Clip FrontEnd::at_model_rate(const Clip& clip) const {
  const FrontEndSpec& spec = state_->spec;
  const auto resampled = [&](std::span<const float> channel) {
    return resample(channel, clip.sample_rate, spec.sample_rate, spec.resampler);
  };
  if (spec.channels == 1) return {spec.sample_rate, {resampled(mix_down(clip))}};
  Clip result{spec.sample_rate, {}};
  for (const auto& channel : clip.channels | std::views::take(2))
    result.channels.push_back(resampled(channel));
  if (result.channels.size() == 1) result.channels.push_back(result.channels.front());
  return result;
}

Clip FrontEnd::fit(const Clip& clip) const {
  return earshot::fit(clip, state_->spec.fit);
}

// Spectra are those of unscaled samples: they scale with these, so that amplitude can be scaled afterwards.
void FrontEnd::State::compute_spectral(std::span<const std::span<const float>> channels, double gain,
                                       Features& features) {
  all_frames.resize(static_cast<std::size_t>(features.frames));
  std::iota(all_frames.begin(), all_frames.end(), 0);
  for (std::size_t channel = 0; channel < channels.size(); ++channel) {
    spectral->make_room(channels[channel].size(), frames[channel]);
    spectral->compute(channels[channel], all_frames, frames[channel]);
    spectral->compress({0, features.frames}, gain, frames[channel]);
  }
  spectral->finish(std::span(frames).first(channels.size()), features);
}

Features FrontEnd::State::compute(std::span<const std::span<const float>> channels) {
  float peak = 0.0f;
  for (const std::span<const float> channel : channels) peak = std::max(peak, peak_of(channel));
  const double gain = amplitude_gain(spec.amplitude, peak);
  Features features = make_features(spec.shape(channels.front().size()));
  if (spectral) {
    compute_spectral(channels, gain, features);
    return features;
  }
  auto to = features.values.begin();
  for (int channel = 0; channel < features.channels; ++channel) {
    const auto samples = channels[std::min(static_cast<std::size_t>(channel), channels.size() - 1)];
    to = std::ranges::transform(samples, to, [gain](float x) { return static_cast<float>(x * gain); }).out;
  }
  scale(features, spec.scaling);
  return features;
}

Features FrontEnd::compute(const Clip& clip) {
  const Clip samples = at_model_rate(clip);
  check_length(spec(), samples.samples());
  for (const auto& channel : samples.channels) check_finite(channel);
  const Clip fitted = fit(samples);
  const std::vector<std::span<const float>> channels(fitted.channels.begin(), fitted.channels.end());
  return state_->compute(channels);
}

Features FrontEnd::compute(std::span<const float> samples_at_model_rate) {
  const std::span<const float> samples = samples_at_model_rate;
  const auto fitted = static_cast<std::size_t>(spec().fit.samples);
  if (fitted != 0 && fitted != samples.size())
    return compute(Clip{spec().sample_rate, {{samples.begin(), samples.end()}}});
  check_length(spec(), samples.size());
  check_finite(samples);
  return state_->compute(std::span(&samples, 1));
}

}  // namespace earshot
