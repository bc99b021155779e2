#include "features/spectral_features.h"

#include <algorithm>
#include <cmath>

#include "features/compression.h"
#include "features/floats.h"
#include "features/scaling.h"

namespace earshot {
namespace {

FramePlan plan_for(const FrontEndSpec& spec) {
  if (spec.kind == FeatureKind::psf_mfcc) return PsfFrames::plan(spec.stft, spec.mel, spec.sample_rate);
  FramePlan plan = StftFrames::plan(spec.stft);
  if (spec.kind != FeatureKind::spectrogram)
    plan.bank = mel_filter_bank(spec.mel, spec.sample_rate, spec.stft.n_fft);
  return plan;
}

std::span<float> channel_of(std::span<float> values, std::size_t channel, int channels) {
  const std::size_t size = values.size() / static_cast<std::size_t>(channels);
  return values.subspan(channel * size, size);
}

/// Natural logarithms of energies times `gain`; of zeros, that of python_speech_features' least energy.
void take_logarithms(std::span<const double> energies, double gain, std::span<float> out) {
  in_blocks(energies.size(), [&](std::size_t first, auto count) {
    float* const to = &out[first];
    for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<float>(energies[first + i] * gain);
    const Floats block = load(to, count);
    store(logarithm(block, kNatural), to, count);
    // What is no normal float may be a good double still.
    if (least_of(block) >= std::numeric_limits<float>::min()) return;
    for (std::size_t i = 0; i < count; ++i) {
      const double energy = energies[first + i];
      to[i] =
          static_cast<float>(energy == 0.0 ? std::log(kPsfLeastEnergy) : std::log(energy) + std::log(gain));
    }
  });
}

}  // namespace

void FrameEnergies::drop_first(std::size_t count) {
  for (std::size_t index = 0; index < rows; ++index) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(index * frames);
    std::shift_left(begin, begin + static_cast<std::ptrdiff_t>(frames), static_cast<std::ptrdiff_t>(count));
  }
}

SpectralFeatures::SpectralFeatures(const FrontEndSpec& spec) : spec_(spec) {
  const FramePlan plan = plan_for(spec_);
  kernel_ = make_frame_kernel(plan);
  rows_ = plan.rows();
  starts_.resize(kernel_->frames_at_once());
  group_.resize(rows_ * starts_.size());
  const CepstrumSpec& cepstrum = spec_.cepstrum;
  if (spec_.kind == FeatureKind::psf_mfcc) {
    psf_.emplace(spec_.stft, cepstrum.pre_emphasis, starts_.size());
    cepstrum_.emplace(spec_.mel.bands, sine_lifter(cepstrum.coefficients, cepstrum.lifter, 0));
    return;
  }
  stft_.emplace(spec_.stft, starts_.size());
  if (spec_.kind == FeatureKind::mfcc)
    cepstrum_.emplace(spec_.mel.bands, sine_lifter(cepstrum.coefficients, cepstrum.lifter, 1));
}

void SpectralFeatures::make_room(std::size_t samples, FrameEnergies& energies) {
  energies.rows = rows_;
  energies.frames =
      static_cast<std::size_t>(psf_ ? psf_frames(spec_.stft, samples) : stft_frames(spec_.stft, samples));
  energies.values.resize(energies.rows * energies.frames);
  if (cepstrum_) bands_.resize(static_cast<std::size_t>(spec_.channels * spec_.mel.bands) * energies.frames);
}

void SpectralFeatures::compute(std::span<const float> samples, std::span<const int> frames,
                               FrameEnergies& energies) {
  const std::size_t at_once = starts_.size();
  for (std::size_t first = 0; first < frames.size(); first += at_once) {
    const auto group = frames.subspan(first, std::min(at_once, frames.size() - first));
    // The last group repeats its first frame where it has too few.
    for (std::size_t i = 0; i < at_once; ++i) {
      const int frame = group[i < group.size() ? i : 0];
      starts_[i] = psf_ ? psf_->cut(samples, frame, i) : stft_->cut(samples, frame, i);
    }
    kernel_->compute(starts_, group_);
    for (std::size_t i = 0; i < group.size(); ++i) {
      double* to = &energies.values[static_cast<std::size_t>(group[i])];
      for (std::size_t row = 0; row < rows_; ++row) to[row * energies.frames] = group_[row * at_once + i];
    }
  }
}

FrameRange SpectralFeatures::inner_frames(std::size_t samples) const {
  return psf_ ? psf_->inner_frames(samples) : stft_->inner_frames(samples);
}

void SpectralFeatures::finish(std::span<const FrameEnergies> channels, double gain, Features& features) {
  const std::span<float> out = features.values;
  const std::span<float> values = cepstrum_ ? std::span(bands_) : out;
  const auto each_channel = [&](auto step) {
    for (std::size_t channel = 0; channel < static_cast<std::size_t>(features.channels); ++channel) {
      step(channels[std::min(channel, channels.size() - 1)], channel_of(values, channel, features.channels),
           channel_of(out, channel, features.channels));
    }
  };

  if (psf_) {
    each_channel([&](const FrameEnergies& energies, std::span<float> bands, std::span<float> cepstra) {
      const std::span<const double> of_bands = std::span(energies.values).first(bands.size());
      take_logarithms(of_bands, gain * gain, bands);
      cepstrum_->apply(bands, cepstra);
      if (spec_.cepstrum.append_energy)
        take_logarithms(energies.row(energies.rows - 1), gain * gain, cepstra.first(energies.frames));
    });
  } else {
    const double factor = std::pow(gain, spec_.stft.power);
    each_channel([&](const FrameEnergies& energies, std::span<float> powers, std::span<float>) {
      for (std::size_t i = 0; i < powers.size(); ++i)
        powers[i] = static_cast<float>(energies.values[i] * factor);
    });
    compress(values, spec_.compression);
    if (cepstrum_) {
      each_channel([&](const FrameEnergies&, std::span<float> bands, std::span<float> cepstra) {
        cepstrum_->apply(bands, cepstra);
      });
    }
  }
  scale(features, spec_.scaling);
}

}  // namespace earshot
