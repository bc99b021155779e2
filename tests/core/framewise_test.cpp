#include "features/framewise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <span>
#include <vector>

#include "features/feature_stream.h"
#include "signals.h"

namespace earshot {
namespace {

using testing::FloatNear;
using testing::Pointwise;

constexpr int kWindow = 4000;

FrontEndSpec spec_of(FeatureKind kind) {
  FrontEndSpec spec;
  spec.sample_rate = 8000;
  spec.fit.samples = kWindow;
  spec.kind = kind;
  spec.amplitude = AmplitudeScaling::peak;
  spec.stft = {.n_fft = 256, .hop_length = 80, .win_length = 256};
  spec.mel = {.bands = 20, .low_hz = 0.0, .high_hz = 4000.0};
  spec.compression = {
      .kind = CompressionSpec::Kind::decibels, .reference = CompressionSpec::Reference::max, .top_db = 60.0};
  spec.scaling = {.kind = ScalingSpec::Kind::per_clip};
  return spec;
}

/// One band after the other of a frame.
std::vector<float> frame_of(const Features& features, int frame) {
  std::vector<float> values;
  for (int band = 0; band < features.bands; ++band) {
    values.push_back(features.values[static_cast<std::size_t>(band) * features.frames + frame]);
  }
  return values;
}

class FramewiseTest : public testing::TestWithParam<FeatureKind> {};

TEST_P(FramewiseTest, IsTheSameInEveryWindow) {
  std::vector<float> samples = noise(2 * kWindow);
  for (int i = 0; i < kWindow; ++i) samples[i] *= 0.01f;  // the second window has another peak and mean
  const FrontEndSpec spec = framewise(spec_of(GetParam()));
  FeatureStream stream(spec, kWindow);
  const Features before = stream.compute(std::span(samples).first(kWindow), kWindow);
  const Features after = stream.compute(std::span(samples).subspan(800, kWindow), kWindow + 800);
  // 10 hops on; those at the edges see where a window ends.
  for (int frame = 2; frame < after.frames - 13; ++frame) {
    EXPECT_THAT(frame_of(after, frame), Pointwise(FloatNear(1e-3f), frame_of(before, frame + 10))) << frame;
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, FramewiseTest,
                         testing::Values(FeatureKind::spectrogram, FeatureKind::mel, FeatureKind::mfcc),
                         [](const auto& kind) {
                           return kind.param == FeatureKind::mel           ? "mel"
                                  : kind.param == FeatureKind::spectrogram ? "spectrogram"
                                                                           : "mfcc";
                         });

TEST(Framewise, HasSpectraInDecibels) {
  FrontEndSpec spec = spec_of(FeatureKind::mel);
  spec.compression = {};
  spec.stft.power = 1.0;
  const FrontEndSpec shown = framewise(spec);
  EXPECT_EQ(shown.compression.kind, CompressionSpec::Kind::decibels);
  EXPECT_EQ(shown.stft.power, 2.0);
}

TEST(Framewise, KeepsTheStatisticsOfATrainingSet) {
  FrontEndSpec spec = spec_of(FeatureKind::mfcc);
  spec.scaling = {.kind = ScalingSpec::Kind::dataset, .mean = {1.0f}, .deviation = {2.0f}};
  EXPECT_EQ(framewise(spec).scaling.kind, ScalingSpec::Kind::dataset);
}

}  // namespace
}  // namespace earshot
