#include "data/augmented_examples.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

#include "data/augmentation/band_limit.h"
#include "data/augmentation/mask.h"
#include "data/augmentation/noise.h"
#include "data/augmentation/shift.h"
#include "data/augmentation/speed.h"
#include "data/example_shape.h"
#include "data/front_end_pool.h"
#include "data/random.h"

namespace earshot {
namespace {

std::vector<float> draw_babble(const Recordings& recordings, std::size_t samples, Random& random) {
  std::array<std::span<const float>, 4> voices;
  for (auto& voice : voices) voice = recordings.samples[random.index(recordings.samples.size())];
  return babble(voices, samples, random);
}

std::vector<float> draw_noise(const NoiseSpec& spec, const Recordings& recordings, std::size_t samples,
                              Random& random) {
  switch (spec.kinds[random.index(spec.kinds.size())]) {
    case NoiseSpec::Kind::white:
      return white_noise(samples, random);
    case NoiseSpec::Kind::pink:
      return pink_noise(samples, random);
    case NoiseSpec::Kind::brown:
      return brown_noise(samples, random);
    case NoiseSpec::Kind::babble:
      return draw_babble(recordings, samples, random);
  }
  std::unreachable();
}

double draw(const Interval& interval, Random& random) {
  return random.uniform(interval.low, interval.high);
}

}  // namespace

/// What is done to a clip, in the order in which the world does it: the voice, its place in the window, the
/// room's noise, the recorder's band and gain; then the masks, which no world does.
struct AugmentedExamples::Chain {
  AugmentationSpec spec;
  FrontEndPool front_ends;
  int sample_rate;

  Features compute(const Recordings& recordings, std::size_t index, Random& random) {
    FrontEndPool::Loan front_end(front_ends);
    std::vector<float> clip;
    std::span<const float> voice = recordings.samples[index];
    if (spec.speed) {
      clip = change_speed(voice, draw(spec.speed->factor, random));
      voice = clip;
    }
    std::vector<float> samples =
        front_end->fit({sample_rate, {{voice.begin(), voice.end()}}}).channels.front();
    if (spec.shift) {
      const double seconds = random.uniform(-spec.shift->seconds, spec.shift->seconds);
      shift_samples(samples, std::lround(seconds * sample_rate), spec.shift->circular);
    }
    if (spec.noise && random.chance(spec.noise->probability)) {
      const std::vector<float> noise = draw_noise(*spec.noise, recordings, samples.size(), random);
      add_noise(samples, noise, mean_power(voice), draw(spec.noise->snr_decibels, random));
    }
    if (spec.band_limit && random.chance(spec.band_limit->probability)) {
      limit_band(samples, draw(spec.band_limit->cutoff_hz, random), sample_rate);
    }
    if (spec.gain) {
      const float gain = static_cast<float>(std::pow(10.0, draw(spec.gain->decibels, random) / 20.0));
      for (float& sample : samples) sample *= gain;
    }
    Features features = front_end->compute(samples);
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
      chain_(new Chain{augmentation, FrontEndPool(front_end), front_end.sample_rate}) {
  assert(recordings_->sample_rate == front_end.sample_rate);
}

AugmentedExamples::~AugmentedExamples() = default;

void AugmentedExamples::read(std::size_t index, std::uint64_t epoch, std::span<float> out) const {
  Random random({seed_, epoch, index});
  std::ranges::copy(chain_->compute(*recordings_, index, random).values, out.begin());
}

}  // namespace earshot
