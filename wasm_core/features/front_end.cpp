#include "features/front_end.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

#include "audio/resampler.h"
#include "error.h"
#include "features/amplitude.h"
#include "features/cepstrum.h"
#include "features/compression.h"
#include "features/filter_bank.h"
#include "features/fit.h"
#include "features/psf.h"
#include "features/scaling.h"
#include "features/stft.h"

namespace earshot {

struct FrontEnd::State {
  FrontEndSpec spec;
  // What the spec's kind needs.
  std::optional<Stft> stft;
  std::optional<FilterBank> bank;
  std::optional<CepstralTransform> cepstrum;
  std::optional<PsfMfcc> psf;
  // One frame on its way.
  std::vector<double> spectrum;
  std::vector<double> bands;
  std::vector<double> coefficients;

  void check(const Clip& clip) const;
  /// Features of one channel, [band][frame].
  void compute_channel(std::span<const float> samples, std::span<float> out);
  /// The cepstra of one channel of compressed mel energies.
  void compute_cepstra(std::span<const float> mel, std::span<float> out);
};

namespace {

/// The spec as its own JSON reader accepts it: every number within its range, unused values at their
/// defaults.
FrontEndSpec checked(const FrontEndSpec& spec) {
  return front_end_spec_from_json(to_json(spec));
}

Features make_features(int channels, int bands, int frames) {
  const auto size =
      static_cast<std::size_t>(channels) * static_cast<std::size_t>(bands) * static_cast<std::size_t>(frames);
  return {channels, bands, frames, std::vector<float>(size)};
}

template <typename AnyFeatures>
auto channel_of(AnyFeatures& features, int channel) {
  const std::size_t size = features.size() / static_cast<std::size_t>(features.channels);
  return std::span(features.values).subspan(static_cast<std::size_t>(channel) * size, size);
}

/// Puts one frame's values in their column of [band][frame].
void store(std::span<const double> values, std::size_t frame, std::span<float> out) {
  const std::size_t frames = out.size() / values.size();
  for (std::size_t band = 0; band < values.size(); ++band) {
    out[band * frames + frame] = static_cast<float>(values[band]);
  }
}

}  // namespace

FrontEnd::FrontEnd(const FrontEndSpec& spec) : state_(std::make_unique<State>()) {
  State& state = *state_;
  state.spec = checked(spec);
  switch (state.spec.kind) {
    case FeatureKind::waveform:
      break;
    case FeatureKind::psf_mfcc:
      state.psf.emplace(state.spec.stft, state.spec.mel, state.spec.cepstrum, state.spec.sample_rate);
      state.coefficients.resize(static_cast<std::size_t>(state.spec.cepstrum.coefficients));
      break;
    case FeatureKind::mfcc: {
      const CepstrumSpec& cepstrum = state.spec.cepstrum;
      state.cepstrum.emplace(state.spec.mel.bands, sine_lifter(cepstrum.coefficients, cepstrum.lifter, 1));
      state.coefficients.resize(static_cast<std::size_t>(cepstrum.coefficients));
      [[fallthrough]];
    }
    case FeatureKind::mel:
      state.bank = mel_filter_bank(state.spec.mel, state.spec.sample_rate, state.spec.stft.n_fft);
      state.bands.resize(static_cast<std::size_t>(state.spec.mel.bands));
      [[fallthrough]];
    case FeatureKind::spectrogram:
      state.stft.emplace(state.spec.stft);
      state.spectrum.resize(static_cast<std::size_t>(state.stft->bins()));
      break;
  }
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
  if (!stft) return;
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

void FrontEnd::State::compute_channel(std::span<const float> samples, std::span<float> out) {
  if (spec.kind == FeatureKind::waveform) {
    std::ranges::copy(samples, out.begin());
    return;
  }
  const std::span<const double> values = psf ? coefficients : bank ? bands : spectrum;
  const std::size_t frames = out.size() / values.size();
  for (std::size_t frame = 0; frame < frames; ++frame) {
    if (psf) {
      psf->compute(samples, static_cast<int>(frame), coefficients);
    } else {
      stft->compute(samples, static_cast<int>(frame), spectrum);
      if (bank) bank->apply(spectrum, bands);
    }
    store(values, frame, out);
  }
}

void FrontEnd::State::compute_cepstra(std::span<const float> mel, std::span<float> out) {
  const std::size_t frames = mel.size() / bands.size();
  for (std::size_t frame = 0; frame < frames; ++frame) {
    for (std::size_t band = 0; band < bands.size(); ++band) bands[band] = mel[band * frames + frame];
    cepstrum->apply(bands, coefficients);
    store(coefficients, frame, out);
  }
}

Features FrontEnd::compute(const Clip& clip) {
  State& state = *state_;
  const FrontEndSpec& spec = state.spec;
  Clip samples = at_model_rate(clip);
  state.check(samples);
  samples = fit(samples);
  scale_amplitude(samples, spec.amplitude);

  const FrontEndSpec::Shape shape = spec.shape(samples.samples());
  Features features = make_features(shape.channels, state.bank ? spec.mel.bands : shape.bands, shape.frames);
  for (int channel = 0; channel < shape.channels; ++channel) {
    state.compute_channel(samples.channels[static_cast<std::size_t>(channel)], channel_of(features, channel));
  }
  compress(features.values, spec.compression);
  if (state.cepstrum) {
    const Features mel = std::exchange(features, make_features(shape.channels, shape.bands, shape.frames));
    for (int channel = 0; channel < shape.channels; ++channel) {
      state.compute_cepstra(channel_of(mel, channel), channel_of(features, channel));
    }
  }
  scale(features, spec.scaling);
  return features;
}

Features FrontEnd::compute(std::span<const float> samples_at_model_rate) {
  std::vector<float> channel(samples_at_model_rate.begin(), samples_at_model_rate.end());
  return compute(Clip{state_->spec.sample_rate, {std::move(channel)}});
}

}  // namespace earshot
