#include "features/feature_stream.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "core/allocations.h"
#include "core/signals.h"
#include "error.h"
#include "features/front_end.h"

namespace earshot {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kWindow = 3000;

/// Every kind, padding, compression and scaling somewhere; hops of 40 and 64 samples.
std::vector<FrontEndSpec> specs() {
  const std::vector<Json> partial = {
      {{"kind", "waveform"}, {"amplitude", "peak"}, {"scaling", {{"kind", "per_clip"}}}},
      {{"kind", "spectrogram"}, {"stft", {{"n_fft", 256}, {"hop_length", 40}, {"power", 1.0}}}},
      {{"kind", "spectrogram"}, {"stft", {{"n_fft", 255}, {"hop_length", 64}, {"center", false}}}},
      {{"kind", "mel"},
       {"channels", 2},
       {"amplitude", "peak"},
       {"fit", {{"samples", kWindow}, {"position", "loudest"}}},
       {"stft", {{"n_fft", 512}, {"hop_length", 40}, {"win_length", 400}}},
       {"mel", {{"bands", 40}}},
       {"compression", {{"kind", "decibels"}, {"top_db", 60.0}}},
       {"scaling", {{"kind", "per_clip"}}}},
      {{"kind", "mel"},
       {"stft", {{"n_fft", 512}, {"hop_length", 64}, {"padding", "reflect"}}},
       {"mel", {{"bands", 23}}},
       {"compression", {{"kind", "log"}}},
       {"scaling", {{"kind", "per_frame"}}}},
      {{"kind", "mfcc"}, {"amplitude", "peak"}, {"stft", {{"n_fft", 512}, {"hop_length", 40}}}},
      {{"kind", "psf_mfcc"}, {"sample_rate", 8000}, {"amplitude", "int16"}, {"stft", {{"hop_length", 40}}}},
      // The window ends within a frame.
      {{"kind", "psf_mfcc"}, {"sample_rate", 8000}, {"stft", {{"hop_length", 64}, {"win_length", 210}}}},
  };
  std::vector<FrontEndSpec> result;
  for (const Json& json : partial) result.push_back(front_end_spec_from_partial_json(json));
  return result;
}

/// A stream with loud, quiet and silent parts.
std::vector<float> stream() {
  std::vector<float> samples = noise(40000);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (i % 10000 > 7000) samples[i] *= 1e-3f;
    if (i % 15000 > 11000) samples[i] = 0.0f;
  }
  return samples;
}

TEST(FeatureStream, GivesWhatTheWholeWindowGives) {
  const std::vector<float> samples = stream();
  for (const FrontEndSpec& spec : specs()) {
    FrontEnd front_end(spec);
    FeatureStream features(spec, kWindow);
    std::uint32_t random = 1;
    std::size_t end = kWindow;
    while (end <= samples.size()) {
      const auto window = std::span(samples).subspan(end - kWindow, kWindow);
      const Features got = features.compute(window, end);
      const Features wanted = front_end.compute(window);
      ASSERT_EQ(got.channels, wanted.channels);
      ASSERT_EQ(got.bands, wanted.bands);
      ASSERT_EQ(got.frames, wanted.frames);
      ASSERT_EQ(got.values, wanted.values) << to_json(spec) << " at " << end;
      random = 1664525u * random + 1013904223u;
      // Hops of either spec, of both, of none, no hop at all, and more than a window.
      const std::size_t hops[] = {40, 64, 640, 80, 128, 0, 37, 1280, 4000, 40, 64};
      end += hops[(random >> 16) % std::size(hops)];
    }
  }
}

TEST(FeatureStream, TakesWindowsInAnyOrder) {
  const std::vector<float> samples = stream();
  for (const FrontEndSpec& spec : specs()) {
    FrontEnd front_end(spec);
    FeatureStream features(spec, kWindow);
    for (const std::size_t end : {9000u, 9040u, 3000u, 3064u, 20000u, 20000u, 19960u}) {
      const auto window = std::span(samples).subspan(end - kWindow, kWindow);
      ASSERT_EQ(features.compute(window, end).values, front_end.compute(window).values) << to_json(spec);
    }
  }
}

TEST(FeatureStream, AllocatesNothingAfterConstruction) {
  const std::vector<float> samples = stream();
  for (const FrontEndSpec& spec : specs()) {
    FeatureStream features(spec, kWindow);
    const std::size_t before = allocations();
    for (std::size_t end = kWindow; end < kWindow + 2000; end += 40)
      features.compute(std::span(samples).subspan(end - kWindow, kWindow), end);
    EXPECT_EQ(allocations(), before) << to_json(spec);
  }
}

TEST(FeatureStream, RefusesWhatFrontEndRefuses) {
  FrontEndSpec spec;
  EXPECT_THROW(FeatureStream(spec, 0), Error);
  spec.stft.center = false;
  EXPECT_THROW(FeatureStream(spec, 2047), Error);
  spec.mel.bands = 0;
  EXPECT_THROW(FeatureStream(spec, 4000), FieldError);

  FeatureStream features({}, kWindow);
  std::vector<float> samples = noise(kWindow + 512);
  features.compute(std::span(samples).first(kWindow), kWindow);
  std::vector<float> broken(samples.begin() + 512, samples.end());
  broken[kWindow - 100] = std::numeric_limits<float>::infinity();
  EXPECT_THROW(features.compute(broken, kWindow + 512), Error);
  EXPECT_THROW(features.compute(samples, kWindow + 512), Error);
  // It goes on from where it was.
  const auto window = std::span(samples).subspan(512);
  EXPECT_EQ(features.compute(window, kWindow + 512).values, FrontEnd(FrontEndSpec{}).compute(window).values);
}

}  // namespace
}  // namespace earshot
