#include "features/front_end.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

#include "audio/resampler.h"
#include "error.h"
#include "features/amplitude.h"
#include "features/fit.h"
#include "features/scaling.h"
#include "features/spectral_features.h"

namespace earshot {

struct FrontEnd::State {
  FrontEndSpec spec;
  std::optional<SpectralFeatures> spectral;  ///< of every kind but waveform
  std::vector<FrameEnergies> energies;       ///< one a channel
  std::vector<int> all_frames;

  void check(const Clip& clip) const;
  Features compute_spectral(const Clip& clip);
  Features compute_waveform(Clip clip);
};

namespace {

/// The spec as its own JSON reader accepts it: every number within its range, unused values at their
/// defaults.
FrontEndSpec checked(const FrontEndSpec& spec) {
  return front_end_spec_from_json(to_json(spec));
}

Features make_features(const FrontEndSpec::Shape& shape) {
  const auto [channels, bands, frames] = shape;
  const auto size =
      static_cast<std::size_t>(channels) * static_cast<std::size_t>(bands) * static_cast<std::size_t>(frames);
  return {channels, bands, frames, std::vector<float>(size)};
}

}  // namespace

FrontEnd::FrontEnd(const FrontEndSpec& spec) : state_(std::make_unique<State>()) {
  state_->spec = checked(spec);
  if (spec.kind == FeatureKind::waveform) return;
  state_->spectral.emplace(state_->spec);
  state_->energies.resize(static_cast<std::size_t>(spec.channels));
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

void FrontEnd::State::check(const Clip& clip) const {
  if (clip.samples() == 0) throw Error("the clip has no samples");
  for (const auto& channel : clip.channels) {
    const auto broken = std::ranges::find_if(channel, [](float sample) { return !std::isfinite(sample); });
    if (broken == channel.end()) continue;
    throw Error("the clip holds NaN or infinite samples (the first is number " +
                std::to_string(broken - channel.begin()) + ")");
  }
  if (!spectral || spec.kind == FeatureKind::psf_mfcc) return;
  const StftSpec& frames = spec.stft;
  const std::size_t length =
      spec.fit.samples > 0 ? static_cast<std::size_t>(spec.fit.samples) : clip.samples();
  const bool reflects = frames.center && frames.padding == StftSpec::Padding::reflect;
  const int needed = !frames.center ? frames.n_fft : reflects ? frames.n_fft / 2 + 1 : 1;
  if (length < static_cast<std::size_t>(needed)) {
    throw Error("the clip has " + std::to_string(length) + " samples at " + std::to_string(spec.sample_rate) +
                " Hz, but its features need at least " + std::to_string(needed) +
                "; use longer clips or fit.samples");
  }
}

Features FrontEnd::State::compute_spectral(const Clip& clip) {
  Features features = make_features(spec.shape(clip.samples()));
  all_frames.resize(static_cast<std::size_t>(features.frames));
  std::iota(all_frames.begin(), all_frames.end(), 0);
  float peak = 0.0f;
  for (std::size_t channel = 0; channel < energies.size(); ++channel) {
    const std::vector<float>& samples = clip.channels[channel];
    peak = std::max(peak, peak_of(samples));
    spectral->make_room(samples.size(), energies[channel]);
    spectral->compute(samples, all_frames, energies[channel]);
  }
  // Spectra scale with their samples, so that the amplitude can be scaled afterwards.
  spectral->finish(energies, amplitude_gain(spec.amplitude, peak), features);
  return features;
}

Features FrontEnd::State::compute_waveform(Clip clip) {
  scale_amplitude(clip, spec.amplitude);
  Features features = make_features(spec.shape(clip.samples()));
  auto to = features.values.begin();
  for (const auto& channel : clip.channels) to = std::ranges::copy(channel, to).out;
  scale(features, spec.scaling);
  return features;
}

Features FrontEnd::compute(const Clip& clip) {
  Clip samples = at_model_rate(clip);
  state_->check(samples);
  samples = fit(samples);
  return state_->spectral ? state_->compute_spectral(samples) : state_->compute_waveform(std::move(samples));
}

Features FrontEnd::compute(std::span<const float> samples_at_model_rate) {
  std::vector<float> channel(samples_at_model_rate.begin(), samples_at_model_rate.end());
  return compute(Clip{state_->spec.sample_rate, {std::move(channel)}});
}

}  // namespace earshot
