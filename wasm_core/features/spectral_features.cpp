#include "features/spectral_features.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "features/compression.h"
#include "features/scaling.h"
#include "floats.h"

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
    if (least_of(block) >= std::numeric_limits<float>::min()) return;
    // What is no normal float may be a good double still.
    for (std::size_t i = 0; i < count; ++i) {
      if (block[i] >= std::numeric_limits<float>::min()) continue;
      const double energy = energies[first + i];
      to[i] =
          static_cast<float>(energy == 0.0 ? std::log(kPsfLeastEnergy) : std::log(energy) + std::log(gain));
    }
  });
}

/// Every row `count` values to the front. What moves from a row's beginning to the end of the one before is
/// among those that are to be computed again.
template <typename Value>
void shift_rows(std::vector<Value>& values, std::size_t count) {
  std::shift_left(values.begin(), values.end(), static_cast<std::ptrdiff_t>(count));
}

}  // namespace

void ChannelFrames::drop_first(std::size_t count) {
  shift_rows(energies, count);
  shift_rows(compressed, count);
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

void SpectralFeatures::make_room(std::size_t samples, ChannelFrames& channel) {
  channel.rows = rows_;
  channel.frames =
      static_cast<std::size_t>(psf_ ? psf_frames(spec_.stft, samples) : stft_frames(spec_.stft, samples));
  channel.energies.resize(channel.rows * channel.frames);
  channel.compressed.resize(channel.energies.size());
  if (cepstrum_) bands_.resize(static_cast<std::size_t>(spec_.channels * spec_.mel.bands) * channel.frames);
}

void SpectralFeatures::compute(std::span<const float> samples, std::span<const int> frames,
                               ChannelFrames& channel) {
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
      double* to = &channel.energies[static_cast<std::size_t>(group[i])];
      for (std::size_t row = 0; row < rows_; ++row) to[row * channel.frames] = group_[row * at_once + i];
    }
  }
}

FrameRange SpectralFeatures::inner_frames(std::size_t samples) const {
  return psf_ ? psf_->inner_frames(samples) : stft_->inner_frames(samples);
}

void SpectralFeatures::compress(FrameRange range, double gain, ChannelFrames& channel) const {
  if (range.end <= range.begin) return;
  const auto begin = static_cast<std::size_t>(range.begin);
  const auto count = static_cast<std::size_t>(range.end - range.begin);
  const double factor = std::pow(gain, psf_ ? 2.0 : spec_.stft.power);
  for (std::size_t row = 0; row < channel.rows; ++row) {
    const std::size_t first = row * channel.frames + begin;
    const auto energies = std::span(channel.energies).subspan(first, count);
    const auto compressed = std::span(channel.compressed).subspan(first, count);
    if (psf_) {
      take_logarithms(energies, factor, compressed);
      continue;
    }
    std::ranges::transform(energies, compressed.begin(),
                           [factor](double energy) { return static_cast<float>(energy * factor); });
    compress_each(compressed, spec_.compression);
  }
}

void SpectralFeatures::finish(std::span<const ChannelFrames> channels, Features& features) {
  const std::span<float> out = features.values;
  const std::span<float> values = cepstrum_ ? std::span(bands_) : out;
  for (int channel = 0; channel < features.channels; ++channel) {
    const auto index = static_cast<std::size_t>(channel);
    const ChannelFrames& from = channels[std::min(index, channels.size() - 1)];
    const std::span<float> to = channel_of(values, index, features.channels);
    std::copy_n(from.compressed.begin(), to.size(), to.begin());
  }
  if (!psf_) compress_together(values, spec_.compression);
  for (int channel = 0; cepstrum_ && channel < features.channels; ++channel) {
    const auto index = static_cast<std::size_t>(channel);
    const std::span<float> cepstra = channel_of(out, index, features.channels);
    cepstrum_->apply(channel_of(values, index, features.channels), cepstra);
    if (!psf_ || !spec_.cepstrum.append_energy) continue;
    // The energy is the last row.
    const ChannelFrames& from = channels[std::min(index, channels.size() - 1)];
    std::copy_n(from.compressed.end() - features.frames, features.frames, cepstra.begin());
  }
  scale(features, spec_.scaling);
}

}  // namespace earshot
