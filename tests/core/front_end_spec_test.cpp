#include "features/front_end_spec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "error.h"

namespace earshot {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using Json = nlohmann::json;

constexpr const char* kKinds[] = {"waveform", "spectrogram", "mel", "mfcc", "psf_mfcc"};

Json complete(const Json& partial) {
  return to_json(front_end_spec_from_partial_json(partial));
}

std::string strict_refusal(const Json& json) {
  try {
    front_end_spec_from_json(json);
  } catch (const FieldError& error) {
    EXPECT_EQ(std::string(error.what()), error.field() + ": " + error.problem());
    return error.what();
  }
  return "read";
}

std::string partial_refusal(const Json& json) {
  try {
    front_end_spec_from_partial_json(json);
  } catch (const FieldError& error) {
    return error.what();
  }
  return "read";
}

/// Every JSON pointer to a value that is not itself a table.
std::vector<Json::json_pointer> leaves(const Json& json) {
  std::vector<Json::json_pointer> found;
  const auto flat = json.flatten();  // a named value: items() refers to it
  for (const auto& [path, value] : flat.items()) found.emplace_back(path);
  return found;
}

/// A spec of every kind that uses all that the kind can use, with no value at its default.
std::vector<Json> rich_specs() {
  const Json stft = {{"n_fft", 500},   {"hop_length", 111},    {"win_length", 333}, {"window", "hamming"},
                     {"center", true}, {"padding", "reflect"}, {"power", 1.0}};
  const Json mel = {{"bands", 31},          {"low_hz", 20.5},    {"high_hz", 3999.0},
                    {"grid", "torchaudio"}, {"scale", "slaney"}, {"norm", "slaney"}};
  const Json decibels = {{"kind", "decibels"}, {"reference", "max"}, {"amin", 1e-7}, {"top_db", 61.5}};
  const Json base = {{"sample_rate", 8123},
                     {"resampler", "torchaudio_sinc"},
                     {"channels", 2},
                     {"amplitude", "peak"},
                     {"fit", {{"samples", 4000}, {"position", "center_start"}}}};
  std::vector<Json> specs(5, base);
  specs[0].update({{"kind", "waveform"}, {"scaling", {{"kind", "per_clip"}, {"degrees_of_freedom", 1}}}});
  specs[1].update({{"kind", "spectrogram"},
                   {"stft", stft},
                   {"compression", decibels},
                   {"scaling", {{"kind", "center_clip"}}}});
  specs[2].update({{"kind", "mel"},
                   {"stft", stft},
                   {"mel", mel},
                   {"compression", {{"kind", "log"}, {"epsilon", 0.001}}},
                   {"scaling", {{"kind", "dataset"}, {"mean", {0.5}}, {"deviation", Json::array()}}}});
  for (int band = 0; band < 31; ++band) specs[2]["scaling"]["deviation"].push_back(0.5 + band);
  specs[3].update({{"kind", "mfcc"},
                   {"stft", stft},
                   {"mel", mel},
                   {"compression", decibels},
                   {"cepstrum", {{"coefficients", 17}, {"lifter", 5}}},
                   {"scaling", {{"kind", "per_frame"}}}});
  specs[4].update(
      {{"kind", "psf_mfcc"},
       {"stft", {{"n_fft", 256}, {"hop_length", 70}, {"win_length", 190}, {"window", "hann"}}},
       {"mel", {{"bands", 20}, {"low_hz", 50.0}, {"high_hz", 3000.0}}},
       {"cepstrum", {{"coefficients", 12}, {"lifter", 10}, {"pre_emphasis", 0.5}, {"append_energy", false}}},
       {"scaling", {{"kind", "none"}}}});
  return specs;
}

TEST(FrontEndSpec, JsonRoundTripKeepsEverything) {
  for (const Json& json : rich_specs()) EXPECT_EQ(to_json(front_end_spec_from_json(json)), json);
  for (const char* kind : kKinds) {
    const Json json = complete({{"kind", kind}});
    EXPECT_EQ(to_json(front_end_spec_from_json(json)), json);
  }
}

TEST(FrontEndSpec, TextRoundTripKeepsEveryNumber) {
  FrontEndSpec spec;
  spec.scaling = {.kind = ScalingSpec::Kind::dataset, .mean = {0.1f}, .deviation = {1.0f / 3.0f}};
  spec.mel.low_hz = 1.0 / 3.0;
  const FrontEndSpec read = front_end_spec_from_json(Json::parse(to_json(spec).dump()));
  EXPECT_EQ(read.scaling.mean, spec.scaling.mean);
  EXPECT_EQ(read.scaling.deviation, spec.scaling.deviation);
  EXPECT_EQ(read.mel.low_hz, spec.mel.low_hz);
}

TEST(FrontEndSpec, StrictReadingNeedsEveryField) {
  for (const Json& json : rich_specs()) {
    for (const auto& [key, value] : json.items()) {
      Json wrong = json;
      wrong.erase(key);
      EXPECT_THAT(strict_refusal(wrong), HasSubstr("front_end." + key + ": is missing"));
      if (!value.is_object()) continue;
      for (const auto& [inner, unused] : value.items()) {
        wrong = json;
        wrong[key].erase(inner);
        EXPECT_THAT(strict_refusal(wrong), HasSubstr("front_end." + key + "." + inner + ": is missing"));
      }
    }
  }
}

TEST(FrontEndSpec, RefusesUnknownFieldsAndThoseOfOtherKinds) {
  for (const Json& json : rich_specs()) {
    Json wrong = json;
    wrong["colour"] = 1;
    EXPECT_THAT(strict_refusal(wrong), HasSubstr("front_end.colour: is unknown"));
    wrong = json;
    wrong["fit"]["colour"] = 1;
    EXPECT_THAT(strict_refusal(wrong), HasSubstr("front_end.fit.colour: is unknown"));
  }
  EXPECT_THAT(partial_refusal({{"kind", "waveform"}, {"mel", {{"bands", 3}}}}),
              HasSubstr("front_end.mel: is unknown"));
  EXPECT_THAT(partial_refusal({{"kind", "mel"}, {"cepstrum", Json::object()}}),
              HasSubstr("front_end.cepstrum"));
  EXPECT_THAT(partial_refusal({{"kind", "psf_mfcc"}, {"stft", {{"center", true}}}}),
              HasSubstr("front_end.stft.center"));
  EXPECT_THAT(partial_refusal({{"compression", {{"kind", "log"}, {"top_db", 80}}}}),
              HasSubstr("front_end.compression.top_db"));
}

TEST(FrontEndSpec, RefusesEveryValueOfAWrongType) {
  for (const Json& json : rich_specs()) {
    for (const auto& path : leaves(json)) {
      for (const Json& wrong_value : {Json(nullptr), Json("green"), Json::object(), Json(-7), Json(1e300)}) {
        Json wrong = json;
        wrong[path] = wrong_value;
        const bool may_be_negative = path.to_string().starts_with("/scaling/mean");
        if (may_be_negative && wrong_value == -7) continue;
        EXPECT_THAT(strict_refusal(wrong), AllOf(HasSubstr("front_end."), HasSubstr("must be"))) << wrong;
      }
    }
  }
  EXPECT_THAT(strict_refusal(Json::array()), HasSubstr("front_end: must be a table"));
  EXPECT_THAT(partial_refusal({{"mel", 3}}), HasSubstr("front_end.mel: must be a table"));
  EXPECT_THAT(partial_refusal({{"mel", {{"bands", 40.5}}}}),
              HasSubstr("whole number from 1 to 512, is 40.5"));
}

TEST(FrontEndSpec, RefusesContradictions) {
  EXPECT_THAT(partial_refusal({{"stft", {{"n_fft", 512}, {"win_length", 513}}}}),
              HasSubstr("front_end.stft.win_length: must be a whole number from 1 to 512, is 513"));
  EXPECT_THAT(partial_refusal({{"sample_rate", 8000}, {"mel", {{"high_hz", 4001}}}}),
              HasSubstr("front_end.mel.high_hz: must be a number from 0 to 4000, is 4001"));
  EXPECT_THAT(partial_refusal({{"mel", {{"low_hz", 500}, {"high_hz", 500}}}}),
              HasSubstr("must be above low_hz, 500"));
  EXPECT_THAT(
      partial_refusal({{"kind", "mfcc"}, {"mel", {{"bands", 10}}}, {"cepstrum", {{"coefficients", 11}}}}),
      HasSubstr("front_end.cepstrum.coefficients: must be a whole number from 1 to 10, is 11"));
  EXPECT_THAT(partial_refusal({{"scaling", {{"kind", "dataset"}, {"mean", {1, 2}}, {"deviation", {1}}}}}),
              HasSubstr("front_end.scaling.mean: must be an array of 1 or 128 numbers"));
  EXPECT_THAT(partial_refusal({{"scaling", {{"kind", "dataset"}, {"mean", {1}}, {"deviation", {0}}}}}),
              HasSubstr("front_end.scaling.deviation"));
}

TEST(FrontEndSpec, NamesThePathItIsGiven) {
  try {
    front_end_spec_from_partial_json({{"kind", "melt"}}, "card.front");
    FAIL();
  } catch (const FieldError& error) {
    EXPECT_EQ(error.field(), "card.front.kind");
    EXPECT_EQ(error.problem(),
              "must be one of \"waveform\" \"spectrogram\" \"mel\" \"mfcc\" \"psf_mfcc\", is \"melt\"");
  }
}

TEST(FrontEndSpec, DefaultsAreThoseOfTheLibraries) {
  const FrontEndSpec mel = front_end_spec_from_partial_json({{"kind", "mel"}, {"sample_rate", 16000}});
  EXPECT_EQ(mel.stft.n_fft, 2048);
  EXPECT_EQ(mel.stft.hop_length, 512);
  EXPECT_EQ(mel.mel.bands, 128);
  EXPECT_EQ(mel.mel.high_hz, 8000.0);
  EXPECT_EQ(mel.compression.kind, CompressionSpec::Kind::none);

  const FrontEndSpec mfcc = front_end_spec_from_partial_json({{"kind", "mfcc"}});
  EXPECT_EQ(mfcc.compression.kind, CompressionSpec::Kind::decibels);
  EXPECT_EQ(mfcc.compression.top_db, 80.0);
  EXPECT_EQ(mfcc.cepstrum.coefficients, 20);

  const FrontEndSpec psf = front_end_spec_from_partial_json({{"kind", "psf_mfcc"}, {"sample_rate", 8000}});
  EXPECT_EQ(psf.stft.win_length, 200);
  EXPECT_EQ(psf.stft.hop_length, 80);
  EXPECT_EQ(psf.stft.n_fft, 256);
  EXPECT_EQ(psf.stft.window, StftSpec::Window::rectangular);
  EXPECT_EQ(psf.mel.bands, 26);
  EXPECT_EQ(psf.cepstrum.coefficients, 13);
  EXPECT_EQ(psf.cepstrum.lifter, 22);
  EXPECT_EQ(psf.cepstrum.pre_emphasis, 0.97);
  EXPECT_TRUE(psf.cepstrum.append_energy);

  const FrontEndSpec torchaudio =
      front_end_spec_from_partial_json({{"sample_rate", 11025}, {"mel", {{"grid", "torchaudio"}}}});
  EXPECT_EQ(torchaudio.mel.high_hz, 5512.0);
  EXPECT_EQ(torchaudio.mel.scale, MelSpec::Scale::htk);
  EXPECT_EQ(torchaudio.mel.norm, MelSpec::Norm::none);

  // A window follows the transform, a transform the frame.
  EXPECT_EQ(front_end_spec_from_partial_json({{"stft", {{"n_fft", 256}}}}).stft.win_length, 256);
  EXPECT_EQ(
      front_end_spec_from_partial_json({{"kind", "psf_mfcc"}, {"stft", {{"win_length", 300}}}}).stft.n_fft,
      512);
}

TEST(FrontEndSpec, TopDbMayBeNone) {
  const FrontEndSpec spec =
      front_end_spec_from_partial_json({{"compression", {{"kind", "decibels"}, {"top_db", "none"}}}});
  EXPECT_FALSE(spec.compression.top_db.has_value());
  EXPECT_EQ(to_json(spec)["compression"]["top_db"], "none");
}

TEST(FrontEndSpec, DatasetStatisticsMayBeMissingInARecipeOnly) {
  const FrontEndSpec spec = front_end_spec_from_partial_json({{"scaling", {{"kind", "dataset"}}}});
  EXPECT_TRUE(spec.scaling.mean.empty());
  EXPECT_THAT(strict_refusal(to_json(spec)), HasSubstr("front_end.scaling.mean"));
}

TEST(FrontEndSpec, ShapeFollowsTheKind) {
  const auto shape = [](const Json& partial, std::size_t samples) {
    const auto [channels, bands, frames] = front_end_spec_from_partial_json(partial).shape(samples);
    return std::vector{channels, bands, frames};
  };
  EXPECT_THAT(shape({{"kind", "waveform"}}, 100), ElementsAre(1, 1, 100));
  EXPECT_THAT(shape({{"kind", "spectrogram"}}, 2048), ElementsAre(1, 1025, 5));
  EXPECT_THAT(shape({{"kind", "mel"}}, 22050), ElementsAre(1, 128, 44));
  EXPECT_THAT(shape({{"kind", "mfcc"}}, 22050), ElementsAre(1, 20, 44));
  EXPECT_THAT(shape({{"kind", "psf_mfcc"}, {"sample_rate", 8000}}, 6000), ElementsAre(1, 13, 74));
  EXPECT_THAT(shape({{"kind", "mel"}, {"fit", {{"samples", 22050}}}}, 7), ElementsAre(1, 128, 44));
  EXPECT_THAT(shape({{"kind", "mel"}, {"channels", 2}}, 22050), ElementsAre(2, 128, 44));
}

}  // namespace
}  // namespace earshot
