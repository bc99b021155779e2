#include "features/front_end.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

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

  void check(std::span<const float> samples) const;
  void compute_spectrogram(std::span<const float> samples, Features& out);
  void compute_cepstra(const Features& mel, Features& out);
};

namespace {

/// The spec as its own JSON reader accepts it: every number within its range, unused values at their
/// defaults.
FrontEndSpec checked(const FrontEndSpec& spec) {
  return front_end_spec_from_json(to_json(spec));
}

/// Puts one frame's values in their column.
void store(std::span<const double> values, int frame, Features& out) {
  const auto frames = static_cast<std::size_t>(out.frames);
  float* to = out.values.data() + frame;
  for (const double value : values) {
    *to = static_cast<float>(value);
    to += frames;
  }
}

Features make_features(int bands, int frames) {
  return {1, bands, frames,
          std::vector<float>(static_cast<std::size_t>(bands) * static_cast<std::size_t>(frames))};
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

std::vector<float> FrontEnd::at_model_rate(const Clip& clip) const {
  return resample(mix_down(clip), clip.sample_rate, state_->spec.sample_rate);
}

std::vector<float> FrontEnd::fit(std::span<const float> samples_at_model_rate) const {
  return earshot::fit(samples_at_model_rate, state_->spec.fit);
}

void FrontEnd::State::check(std::span<const float> samples) const {
  if (samples.empty()) throw Error("the clip has no samples");
  const auto broken = std::ranges::find_if(samples, [](float sample) { return !std::isfinite(sample); });
  if (broken != samples.end()) {
    throw Error("the clip holds NaN or infinite samples (the first is number " +
                std::to_string(broken - samples.begin()) + ")");
  }
  if (!stft) return;
  const StftSpec& frames = spec.stft;
  const std::size_t length =
      spec.fit.samples > 0 ? static_cast<std::size_t>(spec.fit.samples) : samples.size();
  const bool reflects = frames.center && frames.padding == StftSpec::Padding::reflect;
  const int needed = !frames.center ? frames.n_fft : reflects ? frames.n_fft / 2 + 1 : 1;
  if (length < static_cast<std::size_t>(needed)) {
    throw Error("the clip has " + std::to_string(length) + " samples at " + std::to_string(spec.sample_rate) +
                " Hz, but its features need at least " + std::to_string(needed) +
                "; use longer clips or fit.samples");
  }
}

void FrontEnd::State::compute_spectrogram(std::span<const float> samples, Features& out) {
  for (int frame = 0; frame < out.frames; ++frame) {
    stft->compute(samples, frame, spectrum);
    if (bank) bank->apply(spectrum, bands);
    store(bank ? bands : spectrum, frame, out);
  }
}

void FrontEnd::State::compute_cepstra(const Features& mel, Features& out) {
  const auto frames = static_cast<std::size_t>(mel.frames);
  for (int frame = 0; frame < out.frames; ++frame) {
    for (std::size_t band = 0; band < bands.size(); ++band) {
      bands[band] = mel.values[band * frames + static_cast<std::size_t>(frame)];
    }
    cepstrum->apply(bands, coefficients);
    store(coefficients, frame, out);
  }
}

Features FrontEnd::compute(std::span<const float> samples_at_model_rate) {
  State& state = *state_;
  const FrontEndSpec& spec = state.spec;
  state.check(samples_at_model_rate);
  std::vector<float> samples = fit(samples_at_model_rate);
  scale_amplitude(samples, spec.amplitude);

  const FrontEndSpec::Shape shape = spec.shape(samples.size());
  Features features;
  if (spec.kind == FeatureKind::waveform) {
    features = {1, 1, shape.frames, std::move(samples)};
  } else if (state.psf) {
    features = make_features(shape.bands, shape.frames);
    for (int frame = 0; frame < shape.frames; ++frame) {
      state.psf->compute(samples, frame, state.coefficients);
      store(state.coefficients, frame, features);
    }
  } else {
    features = make_features(state.bank ? spec.mel.bands : shape.bands, shape.frames);
    state.compute_spectrogram(samples, features);
    compress(features.values, spec.compression);
    if (state.cepstrum) {
      const Features mel = std::exchange(features, make_features(shape.bands, shape.frames));
      state.compute_cepstra(mel, features);
    }
  }
  scale(features, spec.scaling);
  return features;
}

Features FrontEnd::compute(const Clip& clip) {
  return compute(at_model_rate(clip));
}

}  // namespace earshot
