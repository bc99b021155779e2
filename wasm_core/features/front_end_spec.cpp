#include "features/front_end_spec.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "error.h"
#include "features/psf.h"
#include "features/stft.h"
#include "message.h"

namespace earshot {
namespace {

using Json = nlohmann::json;

/// The names of an enumeration's values.
template <typename Enum>
using Names = std::initializer_list<std::pair<std::string_view, Enum>>;

/// Writes the fields that it is shown into a JSON object. Has the same members as FieldReader.
class FieldWriter {
 public:
  explicit FieldWriter(Json& object) : object_(object) { object_ = Json::object(); }

  void integer(const char* name, int& value, int, int, int) { object_[name] = value; }
  void number(const char* name, double& value, double, double, double) { object_[name] = value; }
  void flag(const char* name, bool& value, bool) { object_[name] = value; }

  void number_or_none(const char* name, std::optional<double>& value, double, double, std::optional<double>) {
    object_[name] = value ? Json(*value) : Json("none");
  }

  void numbers(const char* name, std::vector<float>& values, double, double, int) { object_[name] = values; }

  template <typename Enum>
  void choice(const char* name, Enum& value, Names<Enum> names, Enum) {
    for (const auto& [text, candidate] : names) {
      if (candidate == value) object_[name] = text;
    }
  }

  template <typename Describe>
  void section(const char* name, Describe describe) {
    FieldWriter inner(object_[name]);
    describe(inner);
  }

  void require(bool, const char*, const std::string&) {}

 private:
  Json& object_;
};

enum class Missing { refused, takes_default };

/// Reads the fields that it is shown out of a JSON object; whatever it was not shown is unknown.
class FieldReader {
 public:
  FieldReader(const Json& object, std::string path, Missing missing)
      : object_(object), path_(std::move(path)), missing_(missing) {
    if (!object.is_object()) throw FieldError(path_, "must be a table of fields, is " + shown(object));
  }

  void integer(const char* name, int& value, int least, int most, int fallback) {
    const std::string allowed = message("must be a whole number from {} to {}", least, most);
    const Json* found = find(name, allowed);
    if (!found) {
      value = fallback;
      return;
    }
    if (!found->is_number_integer() || !within(found->get<double>(), least, most))
      fail(name, allowed, *found);
    value = found->get<int>();
  }

  void number(const char* name, double& value, double least, double most, double fallback) {
    const std::string allowed = message("must be a number from {} to {}", least, most);
    const Json* found = find(name, allowed);
    value = found ? number_in(*found, name, allowed, least, most) : fallback;
  }

  void number_or_none(const char* name, std::optional<double>& value, double least, double most,
                      std::optional<double> fallback) {
    const std::string allowed = message("must be a number from {} to {}, or \"none\"", least, most);
    const Json* found = find(name, allowed);
    if (!found) {
      value = fallback;
    } else if (*found == "none") {
      value.reset();
    } else {
      value = number_in(*found, name, allowed, least, most);
    }
  }

  /// One number for all bands or one for each.
  void numbers(const char* name, std::vector<float>& values, double least, double most, int bands) {
    const std::string allowed =
        message("must be an array of 1 or {} numbers from {} to {}", bands, least, most);
    values.clear();
    const Json* found = find(name, allowed);
    if (!found) return;
    if (!found->is_array() || (found->size() != 1 && found->size() != static_cast<std::size_t>(bands))) {
      fail(name, allowed, *found);
    }
    for (const Json& value : *found) {
      values.push_back(static_cast<float>(number_in(value, name, allowed, least, most)));
    }
  }

  void flag(const char* name, bool& value, bool fallback) {
    const std::string allowed = "must be true or false";
    const Json* found = find(name, allowed);
    if (found && !found->is_boolean()) fail(name, allowed, *found);
    value = found ? found->get<bool>() : fallback;
  }

  template <typename Enum>
  void choice(const char* name, Enum& value, Names<Enum> names, Enum fallback) {
    std::string allowed = "must be one of";
    for (const auto& [text, candidate] : names) allowed += message(" \"{}\"", text);
    const Json* found = find(name, allowed);
    if (!found) {
      value = fallback;
      return;
    }
    for (const auto& [text, candidate] : names) {
      if (*found == text) {
        value = candidate;
        return;
      }
    }
    fail(name, allowed, *found);
  }

  template <typename Describe>
  void section(const char* name, Describe describe) {
    static const Json kEmpty = Json::object();
    const Json* found = find(name, "must be a table of fields");
    FieldReader inner(found ? *found : kEmpty, path_ + "." + name, missing_);
    describe(inner);
    inner.finish();
  }

  void require(bool condition, const char* name, const std::string& problem) {
    if (!condition) throw FieldError(path_ + "." + name, problem);
  }

  void finish() const {
    for (const auto& [key, value] : object_.items()) {
      if (std::ranges::find(known_, key) != known_.end()) continue;
      std::string known;
      for (const std::string& name : known_) known += (known.empty() ? "" : ", ") + name;
      throw FieldError(path_ + "." + key, "is unknown or has no use here; known are " + known);
    }
  }

 private:
  static std::string shown(const Json& value) {
    const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return text.size() > 60 ? text.substr(0, 60) + "..." : text;
  }

  static bool within(double value, double least, double most) { return value >= least && value <= most; }

  [[noreturn]] void fail(const char* name, const std::string& allowed, const Json& found) const {
    throw FieldError(path_ + "." + name, allowed + ", is " + shown(found));
  }

  const Json* find(const char* name, const std::string& allowed) {
    known_.push_back(name);
    const auto found = object_.find(name);
    if (found != object_.end()) return &*found;
    if (missing_ == Missing::refused) throw FieldError(path_ + "." + name, "is missing; it " + allowed);
    return nullptr;
  }

  double number_in(const Json& value, const char* name, const std::string& allowed, double least,
                   double most) const {
    if (!value.is_number() || !within(value.get<double>(), least, most)) fail(name, allowed, value);
    return value.get<double>();
  }

  const Json& object_;
  std::string path_;
  Missing missing_;
  std::vector<std::string> known_;
};

constexpr int kMaxLength = 65536;  ///< of a transform, a window or a hop, in samples
constexpr double kSmallest = 1e-30;

int bands_of(const FrontEndSpec& spec) {
  return spec.shape(1).bands;
}

// What follows is the one description of the format: the name of every field, where it is kept, its range and
// its default, in the order of the data. The defaults are those of librosa 0.11, python_speech_features 0.6
// and, on its mel grid, torchaudio 2.6.

template <typename Fields>
void describe_fit(Fields& fields, FitSpec& fit) {
  fields.integer("samples", fit.samples, 0, 1 << 26, 0);
  if (fit.samples == 0) return;
  fields.choice("position", fit.position,
                {{"end", FitSpec::Position::end},
                 {"center", FitSpec::Position::center},
                 {"center_start", FitSpec::Position::center_start},
                 {"loudest", FitSpec::Position::loudest},
                 {"sound", FitSpec::Position::sound}},
                FitSpec::Position::end);
}

template <typename Fields>
void describe_window(Fields& fields, StftSpec& stft, StftSpec::Window fallback) {
  fields.choice("window", stft.window,
                {{"hann", StftSpec::Window::hann},
                 {"hamming", StftSpec::Window::hamming},
                 {"rectangular", StftSpec::Window::rectangular}},
                fallback);
}

template <typename Fields>
void describe_stft(Fields& fields, StftSpec& stft, FeatureKind kind) {
  fields.integer("n_fft", stft.n_fft, 2, kMaxLength, 2048);
  fields.integer("win_length", stft.win_length, 1, stft.n_fft, stft.n_fft);
  const int hop_length = kind == FeatureKind::spectrogram ? std::max(1, stft.win_length / 4) : 512;
  fields.integer("hop_length", stft.hop_length, 1, kMaxLength, hop_length);
  describe_window(fields, stft, StftSpec::Window::hann);
  fields.flag("center", stft.center, true);
  if (stft.center) {
    fields.choice("padding", stft.padding,
                  {{"constant", StftSpec::Padding::constant}, {"reflect", StftSpec::Padding::reflect}},
                  StftSpec::Padding::constant);
  }
  fields.number("power", stft.power, 0.01, 10.0, 2.0);
}

template <typename Fields>
void describe_psf_frames(Fields& fields, StftSpec& stft, int sample_rate) {
  const auto seconds = [&](double length) {
    return static_cast<int>(std::floor(length * sample_rate + 0.5));
  };
  fields.integer("win_length", stft.win_length, 1, kMaxLength, seconds(0.025));
  fields.integer("hop_length", stft.hop_length, 1, kMaxLength, seconds(0.01));
  fields.integer("n_fft", stft.n_fft, 2, kMaxLength,
                 static_cast<int>(std::max(2u, std::bit_ceil(static_cast<unsigned>(stft.win_length)))));
  describe_window(fields, stft, StftSpec::Window::rectangular);
}

template <typename Fields>
void describe_mel(Fields& fields, MelSpec& mel, int sample_rate, FeatureKind kind) {
  const bool psf = kind == FeatureKind::psf_mfcc;
  if (!psf) {
    fields.choice("grid", mel.grid,
                  {{"librosa", MelSpec::Grid::librosa}, {"torchaudio", MelSpec::Grid::torchaudio}},
                  MelSpec::Grid::librosa);
  }
  const bool torchaudio = mel.grid == MelSpec::Grid::torchaudio;
  const double nyquist = torchaudio ? sample_rate / 2 : sample_rate / 2.0;
  fields.integer("bands", mel.bands, 1, 512, psf ? 26 : 128);
  fields.number("low_hz", mel.low_hz, 0.0, nyquist, 0.0);
  fields.number("high_hz", mel.high_hz, 0.0, nyquist, nyquist);
  fields.require(mel.low_hz < mel.high_hz, "high_hz",
                 message("must be above low_hz, {}, is {}", mel.low_hz, mel.high_hz));
  if (psf) return;
  fields.choice("scale", mel.scale, {{"slaney", MelSpec::Scale::slaney}, {"htk", MelSpec::Scale::htk}},
                torchaudio ? MelSpec::Scale::htk : MelSpec::Scale::slaney);
  fields.choice("norm", mel.norm, {{"slaney", MelSpec::Norm::slaney}, {"none", MelSpec::Norm::none}},
                torchaudio ? MelSpec::Norm::none : MelSpec::Norm::slaney);
}

template <typename Fields>
void describe_compression(Fields& fields, CompressionSpec& compression, FeatureKind kind) {
  using Kind = CompressionSpec::Kind;
  fields.choice("kind", compression.kind,
                {{"none", Kind::none}, {"decibels", Kind::decibels}, {"log", Kind::log}},
                kind == FeatureKind::mfcc ? Kind::decibels : Kind::none);
  if (compression.kind == Kind::decibels) {
    fields.choice("reference", compression.reference,
                  {{"one", CompressionSpec::Reference::one}, {"max", CompressionSpec::Reference::max}},
                  CompressionSpec::Reference::one);
    fields.number("amin", compression.amin, kSmallest, 1.0, 1e-10);
    fields.number_or_none("top_db", compression.top_db, 0.0, 1000.0, 80.0);
  }
  if (compression.kind == Kind::log) fields.number("epsilon", compression.epsilon, kSmallest, 1e6, 1e-6);
}

template <typename Fields>
void describe_cepstrum(Fields& fields, CepstrumSpec& cepstrum, int bands, FeatureKind kind) {
  const bool psf = kind == FeatureKind::psf_mfcc;
  fields.integer("coefficients", cepstrum.coefficients, 1, bands, std::min(bands, psf ? 13 : 20));
  fields.integer("lifter", cepstrum.lifter, 0, 1000, psf ? 22 : 0);
  if (!psf) return;
  fields.number("pre_emphasis", cepstrum.pre_emphasis, 0.0, 1.0, 0.97);
  fields.flag("append_energy", cepstrum.append_energy, true);
}

template <typename Fields>
void describe_scaling(Fields& fields, ScalingSpec& scaling, int bands) {
  using Kind = ScalingSpec::Kind;
  fields.choice("kind", scaling.kind,
                {{"none", Kind::none},
                 {"per_clip", Kind::per_clip},
                 {"per_frame", Kind::per_frame},
                 {"center_clip", Kind::center_clip},
                 {"center_bands", Kind::center_bands},
                 {"dataset", Kind::dataset}},
                Kind::none);
  if (scaling.kind == Kind::per_clip)
    fields.integer("degrees_of_freedom", scaling.degrees_of_freedom, 0, 1, 0);
  if (scaling.kind == Kind::dataset) {
    constexpr double kLargest = 1e30;
    fields.numbers("mean", scaling.mean, -kLargest, kLargest, bands);
    fields.numbers("deviation", scaling.deviation, kSmallest, kLargest, bands);
  }
}

template <typename Fields>
void describe(Fields& fields, FrontEndSpec& spec) {
  using Kind = FeatureKind;
  fields.integer("sample_rate", spec.sample_rate, 1000, 768000, 22050);
  fields.choice("resampler", spec.resampler,
                {{"soxr_hq", Resampler::soxr_hq}, {"torchaudio_sinc", Resampler::torchaudio_sinc}},
                Resampler::soxr_hq);
  fields.integer("channels", spec.channels, 1, 2, 1);
  fields.section("fit", [&](auto& inner) { describe_fit(inner, spec.fit); });
  fields.choice("amplitude", spec.amplitude,
                {{"none", AmplitudeScaling::none},
                 {"peak", AmplitudeScaling::peak},
                 {"int16", AmplitudeScaling::int16}},
                AmplitudeScaling::none);
  fields.choice("kind", spec.kind,
                {{"waveform", Kind::waveform},
                 {"spectrogram", Kind::spectrogram},
                 {"mel", Kind::mel},
                 {"mfcc", Kind::mfcc},
                 {"psf_mfcc", Kind::psf_mfcc}},
                Kind::mel);
  const Kind kind = spec.kind;
  if (kind == Kind::psf_mfcc) {
    fields.section("stft", [&](auto& inner) { describe_psf_frames(inner, spec.stft, spec.sample_rate); });
  } else if (kind != Kind::waveform) {
    fields.section("stft", [&](auto& inner) { describe_stft(inner, spec.stft, kind); });
  }
  if (kind == Kind::mel || kind == Kind::mfcc || kind == Kind::psf_mfcc) {
    fields.section("mel", [&](auto& inner) { describe_mel(inner, spec.mel, spec.sample_rate, kind); });
  }
  if (kind == Kind::spectrogram || kind == Kind::mel || kind == Kind::mfcc) {
    fields.section("compression", [&](auto& inner) { describe_compression(inner, spec.compression, kind); });
  }
  if (kind == Kind::mfcc || kind == Kind::psf_mfcc) {
    fields.section("cepstrum",
                   [&](auto& inner) { describe_cepstrum(inner, spec.cepstrum, spec.mel.bands, kind); });
  }
  fields.section("scaling", [&](auto& inner) { describe_scaling(inner, spec.scaling, bands_of(spec)); });
}

FrontEndSpec read(const Json& json, const std::string& path, Missing missing) {
  FrontEndSpec spec;
  FieldReader reader(json, path, missing);
  describe(reader, spec);
  reader.finish();
  return spec;
}

}  // namespace

FrontEndSpec::Shape FrontEndSpec::shape(std::size_t samples) const {
  if (fit.samples > 0) samples = static_cast<std::size_t>(fit.samples);
  switch (kind) {
    case FeatureKind::waveform:
      return {channels, 1, static_cast<int>(samples)};
    case FeatureKind::spectrogram:
      return {channels, stft.n_fft / 2 + 1, stft_frames(stft, samples)};
    case FeatureKind::mel:
      return {channels, mel.bands, stft_frames(stft, samples)};
    case FeatureKind::mfcc:
      return {channels, cepstrum.coefficients, stft_frames(stft, samples)};
    case FeatureKind::psf_mfcc:
      break;
  }
  return {channels, cepstrum.coefficients, psf_frames(stft, samples)};
}

FrontEndSpec checked(const FrontEndSpec& spec) {
  return front_end_spec_from_json(to_json(spec));
}

nlohmann::json to_json(const FrontEndSpec& spec) {
  Json json;
  FieldWriter writer(json);
  FrontEndSpec copy = spec;  // a description takes fields to read and to write alike
  describe(writer, copy);
  return json;
}

FrontEndSpec front_end_spec_from_json(const nlohmann::json& json, const std::string& path) {
  return read(json, path, Missing::refused);
}

FrontEndSpec front_end_spec_from_partial_json(const nlohmann::json& json, const std::string& path) {
  return read(json, path, Missing::takes_default);
}

}  // namespace earshot
