#include <gmock/gmock.h>

#include <cmath>
#include <set>
#include <thread>

#include "audio/noise.h"
#include "data/augmented_examples.h"
#include "data/cached_examples.h"
#include "data/feature_statistics.h"
#include "error.h"
#include "features/front_end.h"
#include "random.h"

namespace earshot {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr int kRate = 16000;

FrontEndSpec front_end() {
  FrontEndSpec spec;
  spec.sample_rate = kRate;
  spec.fit = {.samples = 4000, .position = FitSpec::Position::center};
  spec.stft = {.n_fft = 256, .hop_length = 128, .win_length = 256};
  spec.mel = {.bands = 12, .high_hz = 8000.0};
  spec.compression.kind = CompressionSpec::Kind::log;
  return spec;
}

/// Noise bursts of different lengths and levels.
Recordings recordings(std::size_t clips = 6) {
  Recordings result{.dataset = {.labels = {"0", "1"}}};
  for (std::size_t i = 0; i < clips; ++i) {
    Random random({i});
    result.dataset.clips.push_back({.path = "clip" + std::to_string(i) + ".wav", .label = i % 2 ? "1" : "0"});
    result.sounds.push_back({kRate, {pink_noise(2000 + 500 * i, random)}});
    for (float& x : result.sounds.back().channels[0]) x *= 0.01f * static_cast<float>(i + 1);
  }
  Random random({99});
  result.noises = {brown_noise(3000, random), white_noise(9000, random)};
  return result;
}

AugmentationSpec everything() {
  return {.speed = SpeedSpec{},
          .placement = PlacementSpec{.pad = true, .crop = true},
          .shift = ShiftSpec{},
          .reverberation = ReverberationSpec{},
          .noise = NoiseSpec{.kinds = {NoiseSpec::Kind::white, NoiseSpec::Kind::pink, NoiseSpec::Kind::brown,
                                       NoiseSpec::Kind::babble, NoiseSpec::Kind::recorded}},
          .high_pass = HighPassSpec{},
          .band_limit = BandLimitSpec{},
          .noise_gate = NoiseGateSpec{},
          .gain = GainSpec{},
          .clipping = ClippingSpec{},
          .quantization = QuantizationSpec{},
          .mask = MaskSpec{.frequency_masks = 1, .time_masks = 1}};
}

std::vector<float> read(const Examples& examples, std::size_t index, std::uint64_t epoch = 0) {
  std::vector<float> values(12 * 32);
  examples.read(index, epoch, values);
  return values;
}

TEST(CachedExamples, AreTheFrontEndsFeatures) {
  const Recordings clips = recordings();
  const CachedExamples examples(clips, front_end(), 2);
  EXPECT_EQ(examples.size(), 6u);
  EXPECT_THAT(examples.shape(), ElementsAre(12, 32));
  EXPECT_THAT(std::vector(examples.targets().begin(), examples.targets().end()),
              ElementsAre(0, 1, 0, 1, 0, 1));
  FrontEnd reference(front_end());
  for (std::size_t i = 0; i < examples.size(); ++i) {
    EXPECT_EQ(read(examples, i), reference.compute(clips.sounds[i]).values);
    EXPECT_EQ(read(examples, i, 7), read(examples, i));
  }
}

TEST(CachedExamples, NameTheClipThatCannotBeComputed) {
  Recordings clips = recordings();
  clips.sounds[3].channels[0][10] = std::nanf("");
  try {
    const CachedExamples examples(clips, front_end(), 1);
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("clip3.wav"));
  }
}

TEST(CachedExamples, NeedClipsOfOneLength) {
  FrontEndSpec spec = front_end();
  spec.fit.samples = 0;
  EXPECT_THROW(CachedExamples(recordings(), spec, 1), FieldError);
}

TEST(AugmentedExamples, WithoutAugmentationAreTheCachedOnes) {
  const auto clips = std::make_shared<const Recordings>(recordings());
  const CachedExamples cached(*clips, front_end(), 1);
  const AugmentedExamples examples(clips, front_end(), {}, 1);
  EXPECT_EQ(examples.shape(), cached.shape());
  for (std::size_t i = 0; i < examples.size(); ++i) EXPECT_EQ(read(examples, i, 3), read(cached, i));
}

TEST(AugmentedExamples, DependOnSeedEpochAndIndexAlone) {
  const auto clips = std::make_shared<const Recordings>(recordings());
  const AugmentedExamples first(clips, front_end(), everything(), 1);
  const AugmentedExamples second(clips, front_end(), everything(), 1);
  const AugmentedExamples other_seed(clips, front_end(), everything(), 2);
  const std::vector<float> values = read(first, 2, 5);
  for (std::size_t i = 0; i < second.size(); ++i) read(second, i, 9);  // what was read before does not matter
  EXPECT_EQ(read(second, 2, 5), values);
  EXPECT_NE(read(first, 2, 6), values);
  EXPECT_NE(read(other_seed, 2, 5), values);
}

TEST(AugmentedExamples, HaveClipsOfASourceAsNoise) {
  Recordings clips = recordings();
  clips.dataset.clips[0].source = "steady";
  std::ranges::fill(clips.sounds[0].channels[0], 0.25f);
  clips.dataset.clips[1].source = "silent";
  std::ranges::fill(clips.sounds[1].channels[0], 0.0f);
  const auto shared = std::make_shared<const Recordings>(clips);
  AugmentationSpec spec;
  spec.noise =
      NoiseSpec{.kinds = {NoiseSpec::Kind::clips}, .sources = {"steady", "silent"}, .probability = 1.0};
  const std::vector<float> noisy =
      AugmentedExamples(shared, front_end(), spec, 1).sound(4, 1).channels.front();
  const std::vector<float>& clean = clips.sounds[4].channels.front();
  ASSERT_EQ(noisy.size(), clean.size());
  for (std::size_t i = 0; i < noisy.size(); ++i)
    ASSERT_NEAR(noisy[i] - clean[i], noisy[0] - clean[0], 1e-6) << i;
  EXPECT_NE(noisy[0], clean[0]);

  spec.noise->sources = {"silent"};
  EXPECT_THROW(AugmentedExamples(shared, front_end(), spec, 1), Error);
}

TEST(AugmentedExamples, AreTheSameOnManyThreads) {
  const auto clips = std::make_shared<const Recordings>(recordings(24));
  const AugmentedExamples examples(clips, front_end(), everything(), 1);
  std::vector<std::vector<float>> expected;
  for (std::size_t i = 0; i < examples.size(); ++i) expected.push_back(read(examples, i, 1));
  std::vector<std::vector<float>> got(examples.size());
  {
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        for (std::size_t i = t; i < got.size(); i += 4) got[i] = read(examples, i, 1);
      });
    }
  }
  EXPECT_EQ(got, expected);
}

TEST(AugmentedExamples, EachAugmentationChangesTheFeatures) {
  const auto clips = std::make_shared<const Recordings>(recordings());
  const std::vector<float> plain = read(CachedExamples(*clips, front_end(), 1), 5);
  const AugmentationSpec all = everything();
  std::vector<AugmentationSpec> specs(14);
  specs[0].speed = all.speed;
  specs[1].shift = all.shift;
  specs[2].gain = all.gain;
  specs[3].noise = all.noise;
  specs[3].noise->probability = 1.0;
  specs[4].band_limit = BandLimitSpec{.cutoff_hz = {3000.0, 4000.0}, .probability = 1.0};
  specs[5].mask = MaskSpec{.frequency_masks = 3, .frequency_share = 0.5};
  specs[6].placement = PlacementSpec{.pad = true, .crop = true};
  specs[7].reverberation = ReverberationSpec{.probability = 1.0};
  specs[8].high_pass = HighPassSpec{.probability = 1.0};
  specs[9].clipping = ClippingSpec{.decibels = {6.0, 12.0}, .probability = 1.0};
  specs[10].quantization = QuantizationSpec{.bits = {4.0, 6.0}, .probability = 1.0};
  specs[11].noise = NoiseSpec{.kinds = {NoiseSpec::Kind::recorded}, .probability = 1.0};
  specs[12].equalization = EqualizationSpec{.probability = 1.0};
  specs[13].noise_gate = NoiseGateSpec{.decibels = {1.0, 3.0}, .probability = 1.0};
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const AugmentedExamples examples(clips, front_end(), specs[i], 1);
    EXPECT_NE(read(examples, 5), plain) << "augmentation " << i;
  }
}

TEST(AugmentedExamples, CanBeHeard) {
  const auto clips = std::make_shared<const Recordings>(recordings());
  AugmentationSpec spec = everything();
  spec.mask.reset();
  const AugmentedExamples examples(clips, front_end(), spec, 1);
  FrontEnd reference(front_end());
  const Clip sound = examples.sound(3, 2);
  EXPECT_EQ(sound.samples(), 4000u);
  EXPECT_EQ(read(examples, 3, 2), reference.compute(sound).values);
  EXPECT_NE(examples.sound(3, 3).channels, sound.channels);
}

TEST(AugmentedExamples, DoTheSameToEveryChannel) {
  Recordings stereo = recordings();
  for (Clip& sound : stereo.sounds) sound.channels.push_back(sound.channels[0]);
  FrontEndSpec spec = front_end();
  spec.channels = 2;
  AugmentationSpec all = everything();
  all.noise->probability = 1.0;
  all.band_limit->probability = 1.0;
  const AugmentedExamples examples(std::make_shared<const Recordings>(stereo), spec, all, 1);
  EXPECT_THAT(examples.shape(), ElementsAre(2, 12, 32));
  for (std::size_t i = 0; i < examples.size(); ++i) {
    std::vector<float> values(2 * 12 * 32);
    examples.read(i, 3, values);
    EXPECT_TRUE(std::equal(values.begin(), values.begin() + 12 * 32, values.begin() + 12 * 32)) << i;
  }
}

TEST(AugmentedExamples, TellChannelsApart) {
  Recordings stereo = recordings();
  for (Clip& sound : stereo.sounds) sound.channels.emplace_back(sound.samples(), 0.01f);
  FrontEndSpec spec = front_end();
  spec.channels = 2;
  AugmentationSpec shift;
  shift.shift = ShiftSpec{};
  const AugmentedExamples examples(std::make_shared<const Recordings>(stereo), spec, shift, 1);
  std::vector<float> values(2 * 12 * 32);
  examples.read(0, 0, values);
  EXPECT_FALSE(std::equal(values.begin(), values.begin() + 12 * 32, values.begin() + 12 * 32));
}

TEST(AugmentedExamples, ChancesAreKept) {
  const auto clips = std::make_shared<const Recordings>(recordings());
  const std::vector<float> plain = read(CachedExamples(*clips, front_end(), 1), 0);
  AugmentationSpec spec;
  spec.noise = NoiseSpec{.kinds = {NoiseSpec::Kind::white}, .probability = 0.25};
  const AugmentedExamples examples(clips, front_end(), spec, 1);
  int noisy = 0;
  for (std::uint64_t epoch = 0; epoch < 1000; ++epoch) noisy += read(examples, 0, epoch) != plain;
  EXPECT_NEAR(noisy, 250, 50);
}

TEST(FeatureStatistics, MakeTrainingFeaturesStandard) {
  const Recordings clips = recordings();
  FrontEndSpec spec = front_end();
  spec.scaling.kind = ScalingSpec::Kind::dataset;
  measure_feature_statistics(spec, clips, 2);
  ASSERT_EQ(spec.scaling.mean.size(), 12u);
  const CachedExamples examples(clips, spec, 1);
  for (std::size_t band = 0; band < 12; ++band) {
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      const std::vector<float> values = read(examples, i);
      for (std::size_t frame = 0; frame < 32; ++frame) {
        const double value = values[band * 32 + frame];
        sum += value;
        squares += value * value;
      }
    }
    const double count = 32.0 * 6.0;
    EXPECT_NEAR(sum / count, 0.0, 1e-4);
    EXPECT_NEAR(squares / count, 1.0, 1e-3);
  }
}

TEST(FeatureStatistics, LeaveOtherScalingsAlone) {
  FrontEndSpec spec = front_end();
  measure_feature_statistics(spec, recordings(), 1);
  EXPECT_TRUE(spec.scaling.mean.empty());
}

}  // namespace
}  // namespace earshot
