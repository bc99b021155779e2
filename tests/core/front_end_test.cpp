#include "features/front_end.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "audio/resampler.h"
#include "core/signals.h"
#include "error.h"

namespace earshot {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using Json = nlohmann::json;

FrontEnd make(const Json& partial) {
  return FrontEnd(front_end_spec_from_partial_json(partial));
}

std::string refusal(FrontEnd& front_end, std::span<const float> samples) {
  try {
    front_end.compute(samples);
  } catch (const Error& error) {
    return error.what();
  }
  return "computed";
}

const std::vector<Json>& one_of_each_kind() {
  static const std::vector<Json> specs = {
      {{"kind", "waveform"}},
      {{"kind", "spectrogram"}, {"stft", {{"n_fft", 256}, {"hop_length", 100}}}},
      {{"kind", "spectrogram"}, {"stft", {{"n_fft", 255}, {"hop_length", 64}, {"center", false}}}},
      {{"kind", "mel"}, {"stft", {{"n_fft", 512}, {"padding", "reflect"}}}, {"mel", {{"bands", 40}}}},
      {{"kind", "mel"}, {"resampler", "torchaudio_sinc"}, {"mel", {{"grid", "torchaudio"}}}},
      {{"kind", "mfcc"}, {"stft", {{"n_fft", 512}, {"win_length", 400}, {"hop_length", 160}}}},
      {{"kind", "psf_mfcc"}, {"sample_rate", 8000}},
  };
  return specs;
}

TEST(FrontEnd, ShapeIsThatOfTheFeatures) {
  for (const Json& partial : one_of_each_kind()) {
    FrontEnd front_end = make(partial);
    for (std::size_t samples = 1; samples < 1500; samples += samples < 600 ? 1 : 37) {
      const FrontEndSpec::Shape shape = front_end.spec().shape(samples);
      const std::vector<float> clip = noise(samples);
      if (const std::string problem = refusal(front_end, clip); problem != "computed") {
        EXPECT_THAT(problem, HasSubstr("need at least"));
        continue;
      }
      const Features features = front_end.compute(clip);
      EXPECT_EQ(features.channels, shape.channels);
      EXPECT_EQ(features.bands, shape.bands);
      EXPECT_EQ(features.frames, shape.frames) << samples << partial;
      EXPECT_EQ(features.size(), static_cast<std::size_t>(shape.bands * shape.frames));
    }
  }
}

TEST(FrontEnd, GivesTheSameTwiceAndAfterOtherClips) {
  for (const Json& partial : one_of_each_kind()) {
    FrontEnd front_end = make(partial);
    const std::vector<float> clip = noise(2000);
    const std::vector<float> first = front_end.compute(clip).values;
    front_end.compute(sine(5000, 8000, 300.0));
    EXPECT_EQ(front_end.compute(clip).values, first) << partial;
    FrontEnd moved = std::move(front_end);
    EXPECT_EQ(moved.compute(clip).values, first) << partial;
  }
}

TEST(FrontEnd, TakesAClipTheWholeWay) {
  FrontEnd front_end = make({{"sample_rate", 16000},
                             {"fit", {{"samples", 8000}}},
                             {"amplitude", "peak"},
                             {"stft", {{"n_fft", 512}, {"hop_length", 160}}},
                             {"mel", {{"bands", 40}}},
                             {"compression", {{"kind", "log"}}},
                             {"scaling", {{"kind", "per_clip"}}}});
  const Clip clip{44100, {noise(44100, 1), noise(44100, 2)}};
  const Features features = front_end.compute(clip);
  EXPECT_EQ(features.bands, 40);
  EXPECT_EQ(features.frames, 51);

  // The same, step by step.
  const Clip samples = front_end.at_model_rate(clip);
  EXPECT_EQ(samples.sample_rate, 16000);
  EXPECT_THAT(samples.channels, ElementsAre(resample(mix_down(clip), 44100, 16000)));
  EXPECT_EQ(front_end.at_model_rate(samples).channels, samples.channels);
  EXPECT_EQ(front_end.compute(samples).values, features.values);
  EXPECT_EQ(front_end.compute(front_end.fit(samples)).values, features.values);
  double sum = 0.0;
  for (const float x : features.values) sum += x;
  EXPECT_NEAR(sum / static_cast<double>(features.size()), 0.0, 1e-6);
}

TEST(FrontEnd, TakesTwoChannels) {
  const FrontEnd front_end = make({{"kind", "waveform"}, {"channels", 2}, {"sample_rate", 8000}});
  const std::vector<float> one = noise(30, 1);
  const std::vector<float> two = noise(30, 2);
  const auto channels = [&](std::vector<std::vector<float>> given) {
    return front_end.at_model_rate({8000, std::move(given)}).channels;
  };
  EXPECT_THAT(channels({one}), ElementsAre(one, one));
  EXPECT_THAT(channels({one, two}), ElementsAre(one, two));
  EXPECT_THAT(channels({one, two, one}), ElementsAre(one, two));
  EXPECT_THAT(front_end.at_model_rate({16000, {one, two}}).channels,
              ElementsAre(resample(one, 16000, 8000), resample(two, 16000, 8000)));
}

TEST(FrontEnd, ComputesEveryChannel) {
  for (Json partial : one_of_each_kind()) {
    FrontEnd alone = make(partial);
    partial["channels"] = 2;
    FrontEnd both = make(partial);
    const int rate = both.spec().sample_rate;
    const std::vector<float> one = noise(2000, 1);
    const std::vector<float> two = noise(2000, 2);
    std::vector<float> expected = alone.compute(one).values;
    const std::vector<float> second = alone.compute(two).values;
    expected.insert(expected.end(), second.begin(), second.end());
    const Features features = both.compute(Clip{rate, {one, two}});
    EXPECT_EQ(features.channels, 2);
    EXPECT_EQ(features.values, expected) << partial;
    // A microphone's one channel is taken twice.
    EXPECT_EQ(both.compute(one).values, both.compute(Clip{rate, {one, one}}).values);
  }
}

TEST(FrontEnd, ChannelsShareTheCutOffAndTheStatistics) {
  FrontEnd front_end = make({{"channels", 2},
                             {"compression", {{"kind", "decibels"}, {"top_db", 80.0}}},
                             {"scaling", {{"kind", "center_clip"}}}});
  std::vector<float> quiet = noise(8000);
  for (float& x : quiet) x *= 1e-6f;  // 120 dB down: wholly below the cut-off of the loud channel
  const Features features = front_end.compute(Clip{22050, {noise(8000), quiet}});
  const auto second = std::span(features.values).subspan(features.size() / 2);
  EXPECT_THAT(second, Each(second.front()));
  EXPECT_LT(second.front(), 0.0f);
}

/// The way of torchaudio programs: hummed songs, four seconds in stereo.
TEST(FrontEnd, TakesAClipTheWayOfTorchaudio) {
  FrontEnd front_end = make({{"sample_rate", 11000},
                             {"resampler", "torchaudio_sinc"},
                             {"channels", 2},
                             {"fit", {{"samples", 44000}, {"position", "center_start"}}},
                             {"stft", {{"n_fft", 1024}, {"padding", "reflect"}}},
                             {"mel", {{"bands", 64}, {"grid", "torchaudio"}}},
                             {"compression", {{"kind", "decibels"}}},
                             {"scaling", {{"kind", "per_clip"}, {"degrees_of_freedom", 1}}}});
  const Clip clip{44100, {noise(40000, 1), noise(40000, 2)}};
  const Features features = front_end.compute(clip);
  EXPECT_EQ(features.channels, 2);
  EXPECT_EQ(features.bands, 64);
  EXPECT_EQ(features.frames, 86);

  // The clip lies in the middle of the window, and its frames at the edges are silent: at the cut-off.
  const Clip resampled = front_end.at_model_rate(clip);
  EXPECT_THAT(resampled.channels,
              ElementsAre(resample(clip.channels[0], 44100, 11000, Resampler::torchaudio_sinc),
                          resample(clip.channels[1], 44100, 11000, Resampler::torchaudio_sinc)));
  EXPECT_EQ(features.values.front(), *std::ranges::min_element(features.values));
  EXPECT_EQ(features.values.back(), features.values.front());
  double squares = 0.0;
  for (const float x : features.values) squares += double{x} * x;
  EXPECT_NEAR(squares / static_cast<double>(features.size() - 1), 1.0, 1e-6);
}

TEST(FrontEnd, FitsBeforeItScalesToThePeak) {
  // The peak lies in the part that is cut away.
  FrontEnd front_end = make({{"kind", "waveform"}, {"fit", {{"samples", 2}}}, {"amplitude", "peak"}});
  EXPECT_EQ(front_end.compute(std::vector{0.25f, 0.5f, 4.0f}).values, (std::vector{0.5f, 1.0f}));
}

TEST(FrontEnd, LevelOfAClipChangesNothingAfterCentering) {
  FrontEnd front_end = make({{"compression", {{"kind", "decibels"}, {"amin", 1e-20}, {"top_db", "none"}}},
                             {"scaling", {{"kind", "center_clip"}}}});
  std::vector<float> clip = noise(8000);
  const std::vector<float> loud = front_end.compute(clip).values;
  for (float& x : clip) x *= 0.01f;
  const std::vector<float> quiet = front_end.compute(clip).values;
  for (std::size_t i = 0; i < loud.size(); ++i) ASSERT_NEAR(quiet[i], loud[i], 1e-3);
}

TEST(FrontEnd, SilenceGivesFiniteFeatures) {
  for (Json partial : one_of_each_kind()) {
    for (const char* scaling : {"none", "per_clip", "per_frame", "center_clip", "center_bands"}) {
      partial["amplitude"] = "peak";
      partial["scaling"] = {{"kind", scaling}};
      FrontEnd front_end = make(partial);
      for (const float x : front_end.compute(std::vector(1000, 0.0f)).values)
        ASSERT_TRUE(std::isfinite(x)) << partial;
    }
  }
  EXPECT_THAT(make(Json::object()).compute(std::vector(1000, 0.0f)).values, Each(0.0f));
}

TEST(FrontEnd, KeepsDenormalPowers) {
  // Residue of filtered silence reaches powers of 1e-42, which are no zeros.
  FrontEnd front_end = make({{"mel", {{"norm", "none"}}}});
  const Features features = front_end.compute(sine(4000, 22050, 1000.0, 1e-23));
  const float greatest = *std::ranges::max_element(features.values);
  EXPECT_GT(greatest, 0.0f);
  EXPECT_LT(greatest, 1e-38f);
}

TEST(FrontEnd, RefusesClipsItCannotTake) {
  FrontEnd front_end = make(Json::object());
  EXPECT_THAT(refusal(front_end, {}), HasSubstr("no samples"));
  std::vector<float> clip = noise(100);
  for (const float wrong : {std::nanf(""), -std::numeric_limits<float>::infinity()}) {
    clip[42] = wrong;
    EXPECT_THAT(refusal(front_end, clip), HasSubstr("NaN or infinite samples (the first is number 42)"));
  }
  EXPECT_THROW(front_end.compute(Clip{22050, {{}}}), Error);
  EXPECT_THROW(front_end.compute(Clip{10, {noise(100)}}), Error);

  FrontEnd reflecting = make({{"stft", {{"n_fft", 512}, {"padding", "reflect"}}}});
  EXPECT_THAT(refusal(reflecting, noise(256)), HasSubstr("need at least 257"));
  EXPECT_EQ(refusal(reflecting, noise(257)), "computed");
  FrontEnd inside = make({{"stft", {{"n_fft", 512}, {"center", false}}}});
  EXPECT_THAT(refusal(inside, noise(511)), HasSubstr("need at least 512"));
  FrontEnd padding = make({{"fit", {{"samples", 512}}}, {"stft", {{"n_fft", 512}, {"center", false}}}});
  EXPECT_EQ(refusal(padding, noise(511)), "computed");
}

TEST(FrontEnd, RefusesUnsoundSpecs) {
  FrontEndSpec spec;
  spec.mel.bands = 0;
  EXPECT_THROW(FrontEnd{spec}, FieldError);
  spec = {};
  spec.stft.win_length = 4096;
  EXPECT_THROW(FrontEnd{spec}, FieldError);
  spec = {};
  spec.mel.high_hz = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(FrontEnd{spec}, FieldError);
  spec = {};
  spec.scaling.kind = ScalingSpec::Kind::dataset;
  EXPECT_THROW(FrontEnd{spec}, FieldError);
}

TEST(FrontEnd, WantsDatasetStatisticsForItsBands) {
  FrontEnd front_end =
      make({{"kind", "waveform"}, {"scaling", {{"kind", "dataset"}, {"mean", {1.0}}, {"deviation", {2.0}}}}});
  EXPECT_EQ(front_end.compute(std::vector{1.0f, 3.0f}).values, (std::vector{0.0f, 1.0f}));
}

}  // namespace
}  // namespace earshot
