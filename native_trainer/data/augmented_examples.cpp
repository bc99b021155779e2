#include "data/augmented_examples.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "audio/noise.h"
#include "audio/shift.h"
#include "audio/sound_span.h"
#include "data/augmentation/band_limit.h"
#include "data/augmentation/biquad.h"
#include "data/augmentation/clipping.h"
#include "data/augmentation/equalization.h"
#include "data/augmentation/mask.h"
#include "data/augmentation/neighbors.h"
#include "data/augmentation/noise_gate.h"
#include "data/augmentation/placement.h"
#include "data/augmentation/quantization.h"
#include "data/augmentation/reverberation.h"
#include "data/augmentation/speed.h"
#include "data/augmentation/tempo.h"
#include "data/example_shape.h"
#include "data/front_end_pool.h"
#include "error.h"
#include "random.h"

namespace earshot {
namespace {

std::vector<float> draw_babble(const Recordings& recordings, std::size_t samples, Random& random) {
  std::array<std::span<const float>, 4> voices;
  for (auto& voice : voices) {
    voice = recordings.sounds[random.index(recordings.sounds.size())].channels.front();
  }
  return babble(voices, samples, random);
}

/// The clips that can be noise: those of the sources that are not silent.
std::vector<std::size_t> find_noise_clips(const std::vector<std::string>& sources,
                                          const Recordings& recordings) {
  std::vector<std::size_t> clips;
  for (std::size_t i = 0; i < recordings.sounds.size(); ++i) {
    if (std::ranges::contains(sources, recordings.dataset.clips[i].source) &&
        mean_power(recordings.sounds[i].channels.front()) > 0.0) {
      clips.push_back(i);
    }
  }
  if (!sources.empty() && clips.empty())
    throw Error("augmentation.noise.sources: none of these sources has a training clip that is not silent");
  return clips;
}

std::vector<float> draw_noise(const NoiseSpec& spec, const Recordings& recordings,
                              std::span<const std::size_t> noise_clips, std::size_t samples, int sample_rate,
                              Random& random) {
  switch (spec.kinds[random.index(spec.kinds.size())]) {
    case NoiseSpec::Kind::white:
      return white_noise(samples, random);
    case NoiseSpec::Kind::pink:
      return pink_noise(samples, random);
    case NoiseSpec::Kind::brown:
      return brown_noise(samples, random);
    case NoiseSpec::Kind::pops:
      return pops(samples, sample_rate, random);
    case NoiseSpec::Kind::babble:
      return draw_babble(recordings, samples, random);
    case NoiseSpec::Kind::recorded:
      return any_part(recordings.noises[random.index(recordings.noises.size())], samples, random);
    case NoiseSpec::Kind::clips:
      return any_part(recordings.sounds[noise_clips[random.index(noise_clips.size())]].channels.front(),
                      samples, random);
  }
  std::unreachable();
}

/// Of all channels together.
double power_of(const Clip& clip) {
  double sum = 0.0;
  for (const auto& channel : clip.channels) sum += mean_power(channel);
  return sum / static_cast<double>(clip.channels.size());
}

double draw(const Interval& interval, Random& random) {
  return random.uniform(interval.low, interval.high);
}

}  // namespace

/// What is done to a clip, in the order in which the world does it: the voice, its place in the window,
/// what is heard before and after it, the room and its noise, the recorder's colour, band, noise gate, gain,
/// overload and codec; then the masks, which no world does. What is drawn is the same for every channel.
struct AugmentedExamples::Chain {
  AugmentationSpec spec;
  FrontEndPool front_ends;
  std::size_t samples;  ///< that the front end takes
  std::vector<std::size_t> noise_clips;

  Clip vary(const Recordings& recordings, std::size_t index, Random& random,
            const FrontEnd& front_end) const {
    Clip voice = recordings.sounds[index];
    if (spec.speed) {
      const double factor = draw(spec.speed->factor, random);
      for (auto& channel : voice.channels) channel = change_speed(channel, factor);
    }
    if (spec.tempo && random.chance(spec.tempo->probability)) {
      const double factor = draw(spec.tempo->factor, random);
      for (auto& channel : voice.channels) channel = change_tempo(channel, factor, voice.sample_rate);
    }
    Clip clip =
        spec.placement ? front_end.fit(place(voice, samples, *spec.placement, random)) : front_end.fit(voice);
    if (spec.shift) {
      const double seconds = random.uniform(-spec.shift->seconds, spec.shift->seconds);
      const long by = std::lround(seconds * clip.sample_rate);
      for (auto& channel : clip.channels) shift_samples(channel, by, spec.shift->circular);
    }
    if (spec.neighbors) {
      const SampleSpan sound = find_sound(clip.channels.front(), clip.sample_rate);
      for (const NeighborSide side : {NeighborSide::before, NeighborSide::after}) {
        if (!random.chance(spec.neighbors->probability)) continue;
        const std::vector<float>& other =
            recordings.sounds[random.index(recordings.sounds.size())].channels.front();
        const SampleSpan span = find_sound(other, clip.sample_rate);
        const double gap_seconds = draw(spec.neighbors->gap_seconds, random);
        const double decibels = draw(spec.neighbors->decibels, random);
        add_neighbor(clip, sound, std::span(other).subspan(span.begin, span.size()), side,
                     static_cast<std::size_t>(std::lround(gap_seconds * clip.sample_rate)), decibels);
      }
    }
    if (spec.reverberation && random.chance(spec.reverberation->probability)) {
      const RoomResponse room =
          draw_room(draw(spec.reverberation->decay_seconds, random),
                    draw(spec.reverberation->ratio_decibels, random), clip.sample_rate, random);
      for (auto& channel : clip.channels) channel = reverberate(channel, room);
    }
    if (spec.noise && random.chance(spec.noise->probability)) {
      const std::vector<float> noise =
          draw_noise(*spec.noise, recordings, noise_clips, clip.samples(), clip.sample_rate, random);
      const double power = power_of(voice);
      const double snr_decibels = draw(spec.noise->snr_decibels, random);
      for (auto& channel : clip.channels) add_noise(channel, noise, power, snr_decibels);
    }
    if (spec.equalization && random.chance(spec.equalization->probability)) {
      for (const Biquad& peak : draw_equalization(spec.equalization->peaks, spec.equalization->decibels,
                                                  clip.sample_rate, random)) {
        for (auto& channel : clip.channels) peak.filter(channel);
      }
    }
    if (spec.high_pass && random.chance(spec.high_pass->probability)) {
      const Biquad filter = Biquad::high_pass(draw(spec.high_pass->cutoff_hz, random), clip.sample_rate);
      for (auto& channel : clip.channels) filter.filter(channel);
    }
    if (spec.band_limit && random.chance(spec.band_limit->probability)) {
      const double cutoff_hz = draw(spec.band_limit->cutoff_hz, random);
      for (auto& channel : clip.channels) limit_band(channel, cutoff_hz, clip.sample_rate);
    }
    if (spec.noise_gate && random.chance(spec.noise_gate->probability)) {
      const double decibels = draw(spec.noise_gate->decibels, random);
      for (auto& channel : clip.channels) gate_noise(channel, clip.sample_rate, decibels);
    }
    if (spec.gain) {
      const float gain = static_cast<float>(std::pow(10.0, draw(spec.gain->decibels, random) / 20.0));
      for (auto& channel : clip.channels) {
        for (float& sample : channel) sample *= gain;
      }
    }
    if (spec.clipping && random.chance(spec.clipping->probability)) {
      const double decibels = draw(spec.clipping->decibels, random);
      for (auto& channel : clip.channels) clip_peaks(channel, decibels);
    }
    if (spec.quantization && random.chance(spec.quantization->probability)) {
      const int bits = static_cast<int>(std::lround(draw(spec.quantization->bits, random)));
      for (auto& channel : clip.channels) quantize_companded(channel, bits);
    }
    return clip;
  }

  Features compute(const Recordings& recordings, std::size_t index, Random& random) {
    FrontEndPool::Loan front_end(front_ends);
    Features features = front_end->compute(vary(recordings, index, random, *front_end));
    if (spec.mask) mask_features(features, *spec.mask, random);
    return features;
  }
};

AugmentedExamples::AugmentedExamples(std::shared_ptr<const Recordings> recordings,
                                     const FrontEndSpec& front_end, const AugmentationSpec& augmentation,
                                     std::uint64_t seed)
    : recordings_(std::move(recordings)),
      shape_(example_shape(front_end)),
      targets_(recordings_->dataset.targets()),
      seed_(seed),
      chain_(new Chain{augmentation, FrontEndPool(front_end), static_cast<std::size_t>(front_end.fit.samples),
                       find_noise_clips(augmentation.noise.value_or(NoiseSpec()).sources, *recordings_)}) {}

AugmentedExamples::~AugmentedExamples() = default;

Clip AugmentedExamples::sound(std::size_t index, std::uint64_t variation) const {
  Random random({seed_, variation, index});
  FrontEndPool::Loan front_end(chain_->front_ends);
  return chain_->vary(*recordings_, index, random, *front_end);
}

void AugmentedExamples::read(std::size_t index, std::uint64_t variation, std::span<float> out) const {
  Random random({seed_, variation, index});
  std::ranges::copy(chain_->compute(*recordings_, index, random).values, out.begin());
}

}  // namespace earshot
