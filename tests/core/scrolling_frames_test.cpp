#include "features/scrolling_frames.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/signals.h"
#include "features/framewise.h"
#include "features/front_end.h"
#include "features/of_kind.h"

namespace earshot {
namespace {

using Json = nlohmann::json;
using Frame = std::vector<float>;
using Frames = std::map<std::int64_t, Frame>;

constexpr int kRate = 8000;
constexpr std::size_t kWindow = 3000;

/// Every kind that has frames, padding and scaling somewhere; frames that are longer than a push, and pushes
/// that are no multiple of their hops.
std::vector<FrontEndSpec> specs() {
  const std::vector<Json> partial = {
      {{"kind", "spectrogram"}, {"stft", {{"n_fft", 255}, {"hop_length", 64}, {"power", 1.0}}}},
      {{"kind", "spectrogram"}, {"stft", {{"n_fft", 256}, {"hop_length", 100}, {"center", false}}}},
      {{"kind", "mel"},
       {"amplitude", "peak"},
       {"fit", {{"samples", kWindow}}},
       {"stft", {{"n_fft", 2048}, {"hop_length", 40}, {"padding", "reflect"}}},
       {"mel", {{"bands", 23}}},
       {"scaling", {{"kind", "per_clip"}}}},
      {{"kind", "mfcc"},
       {"stft", {{"n_fft", 512}, {"hop_length", 80}}},
       {"scaling", {{"kind", "per_frame"}}}},
      {{"kind", "psf_mfcc"}, {"amplitude", "int16"}},
  };
  std::vector<FrontEndSpec> result;
  for (Json json : partial) {
    json["sample_rate"] = kRate;
    result.push_back(front_end_spec_from_partial_json(json));
  }
  return result;
}

FrontEndSpec mel() {
  return specs()[2];
}

Frame frame_of(const Features& features, int frame) {
  Frame values;
  for (int band = 0; band < features.bands; ++band) {
    values.push_back(features.values[static_cast<std::size_t>(band) * features.frames + frame]);
  }
  return values;
}

void take_over(const ScrollingFrames::Block& block, Frames& frames) {
  for (int i = 0; i < block.features.frames; ++i) frames[block.first + i] = frame_of(block.features, i);
}

/// Lets the samples up to `end` come in, by windows that come due every 800 samples; gives what is shown
/// meanwhile.
Frames hear(ScrollingFrames& shown, std::span<const float> samples, std::size_t begin, std::size_t end) {
  Frames frames;
  for (std::size_t due = begin + 800; due <= end; due += 800) {
    std::vector<float> window(kWindow);
    const std::size_t known = std::min(due, kWindow);
    std::ranges::copy(samples.subspan(due - known, known), window.end() - static_cast<std::ptrdiff_t>(known));
    shown.add(window, due);
    take_over(shown.fresh(), frames);
  }
  return frames;
}

Frames frames_of(const ScrollingFrames::Block& block) {
  Frames frames;
  take_over(block, frames);
  return frames;
}

TEST(ScrollingFrames, AreTheSameComputedLiveAndAllAtOnce) {
  const std::vector<float> samples = noise(20 * kRate);
  for (const FrontEndSpec& spec : specs()) {
    ScrollingFrames shown(kRate, 30.0);
    shown.show(spec);
    const Frames live = hear(shown, samples, 0, samples.size());
    shown.show(spec);
    EXPECT_EQ(frames_of(shown.fresh()), live) << to_json(spec);
    EXPECT_EQ(live.begin()->first, 0);
    EXPECT_EQ(live.size(), live.rbegin()->first + 1);
  }
}

TEST(ScrollingFrames, AreThoseOfTheFrontEnd) {
  const std::vector<float> samples = noise(2 * kRate);
  for (const FrontEndSpec& spec : specs()) {
    ScrollingFrames shown(kRate, 30.0);
    shown.show(spec);
    const Frames live = hear(shown, samples, 0, samples.size());
    const Features whole = FrontEnd(framewise(spec)).compute(samples);
    // The first ones see what lies before the stream.
    for (const auto& [number, frame] : live) {
      if (number >= spec.stft.n_fft / spec.stft.hop_length + 1) {
        EXPECT_EQ(frame, frame_of(whole, static_cast<int>(number))) << to_json(spec) << " at " << number;
      }
    }
  }
}

TEST(ScrollingFrames, OfAnotherKindTakeThePlaceOfAllThatAreRemembered) {
  const std::vector<float> samples = noise(20 * kRate);
  ScrollingFrames shown(kRate, 5.0);
  shown.show(mel());
  hear(shown, samples, 0, samples.size());
  shown.show(of_kind(mel(), FeatureKind::spectrogram));
  const Frames all = frames_of(shown.fresh());
  EXPECT_LE(all.begin()->first, 15 * kRate / 40);
  EXPECT_EQ(all.rbegin()->first, 20 * kRate / 40 - 1);

  ScrollingFrames from_the_beginning(kRate, 5.0);
  from_the_beginning.show(of_kind(mel(), FeatureKind::spectrogram));
  const Frames live = hear(from_the_beginning, samples, 0, samples.size());
  for (const auto& [number, frame] : all) EXPECT_EQ(frame, live.at(number)) << number;
}

TEST(ScrollingFrames, AreRememberedFromBeforeAPause) {
  const std::vector<float> samples = noise(20 * kRate);
  ScrollingFrames shown(kRate, 5.0);
  shown.show(mel());
  EXPECT_EQ(shown.paused().features.frames, 0);
  hear(shown, samples, 0, 10 * kRate);
  shown.show(mel());
  const Frames before = frames_of(shown.fresh());
  shown.pause(true);
  hear(shown, samples, 10 * kRate, 20 * kRate);
  EXPECT_EQ(frames_of(shown.paused()), before);
  shown.pause(false);
  EXPECT_EQ(shown.paused().features.frames, 0);
}

TEST(ScrollingFrames, TakeWhatWasNotHeardForSilence) {
  const std::vector<float> samples = noise(kWindow);
  ScrollingFrames shown(kRate, 30.0);
  shown.show(of_kind(mel(), FeatureKind::spectrogram));
  shown.add(samples, kWindow);
  shown.add(samples, 3 * kWindow);
  const Frames frames = frames_of(shown.fresh());
  EXPECT_EQ(frames.at(3 * kWindow / 2 / 40), Frame(1025, -100.0f));  // the least power, in decibels
  EXPECT_GT(frames.at(5 * kWindow / 2 / 40).front(), -100.0f);
}

TEST(ScrollingFrames, AreNoneOfAWaveform) {
  FrontEndSpec spec;
  spec.sample_rate = kRate;
  spec.kind = FeatureKind::waveform;
  ScrollingFrames shown(kRate, 5.0);
  shown.show(spec);
  shown.add(noise(kWindow), kWindow);
  shown.pause(true);
  EXPECT_EQ(shown.fresh().features.bands, 0);
  EXPECT_EQ(shown.paused().features.bands, 0);
}

TEST(OfKind, TakesOverTransformAndFilters) {
  const FrontEndSpec mfcc = of_kind(mel(), FeatureKind::mfcc);
  EXPECT_EQ(mfcc.stft.n_fft, 2048);
  EXPECT_EQ(mfcc.stft.hop_length, 40);
  EXPECT_EQ(mfcc.mel.bands, 23);
  EXPECT_EQ(mfcc.cepstrum.coefficients, 20);
  EXPECT_EQ(to_json(of_kind(mel(), FeatureKind::mel)), to_json(mel()));
}

TEST(OfKind, HasFramesOfItsOwnWhereThereAreNone) {
  FrontEndSpec waveform;
  waveform.sample_rate = 16000;
  waveform.kind = FeatureKind::waveform;
  const FrontEndSpec spec = of_kind(waveform, FeatureKind::mel);
  EXPECT_EQ(spec.stft.win_length, 400);
  EXPECT_EQ(spec.stft.hop_length, 160);
  EXPECT_EQ(spec.stft.n_fft, 512);
  EXPECT_EQ(spec.mel.bands, 40);
  EXPECT_EQ(spec.mel.high_hz, 8000.0);
}

TEST(OfKind, IsSoundOfEveryKind) {
  std::vector<FrontEndSpec> all = specs();
  all.push_back({.sample_rate = 1000, .kind = FeatureKind::waveform});
  all.push_back(
      {.sample_rate = 44100, .kind = FeatureKind::spectrogram, .stft = {.n_fft = 2, .win_length = 2}});
  // python_speech_features cuts these frames off.
  all.push_back(front_end_spec_from_partial_json(
      {{"kind", "psf_mfcc"}, {"stft", {{"win_length", 700}, {"n_fft", 512}}}}));
  for (const FrontEndSpec& spec : all) {
    for (const FeatureKind kind : {FeatureKind::spectrogram, FeatureKind::mel, FeatureKind::mfcc}) {
      EXPECT_NO_THROW(FrontEnd(framewise(of_kind(spec, kind)))) << to_json(spec);
    }
  }
}

}  // namespace
}  // namespace earshot
