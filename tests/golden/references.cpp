#include "golden/references.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

#include "audio/sinc_resampler.h"
#include "features/compression.h"
#include "features/filter_bank.h"
#include "features/front_end.h"
#include "features/psf.h"
#include "features/scaling.h"
#include "features/spectral_features.h"
#include "golden/params.h"

namespace earshot::golden {
namespace {

using Inputs = std::vector<Input>;

const Input& single(const Inputs& inputs) {
  if (inputs.size() != 1) throw Unsupported("takes one input, is given " + std::to_string(inputs.size()));
  return inputs.front();
}

const Clip& clip_of(const Inputs& inputs) {
  const Input& input = single(inputs);
  if (!input.clip) throw Unsupported("takes an audio file, is given an array");
  return *input.clip;
}

/// Samples as they are, at whatever rate.
std::vector<float> samples_of(const Inputs& inputs) {
  const Input& input = single(inputs);
  if (input.clip) return mix_down(*input.clip);
  if (input.tensor.shape.size() != 1) throw Unsupported("takes one channel of samples, is given several");
  return input.tensor.values;
}

/// The channels of a file, or of an array of one or two dimensions.
std::vector<std::vector<float>> channels_of(const Inputs& inputs) {
  const Input& input = single(inputs);
  if (input.clip) return input.clip->channels;
  const auto& [shape, values] = input.tensor;
  if (shape.empty() || shape.size() > 2) throw Unsupported("takes channels of samples");
  std::vector<std::vector<float>> channels;
  for (auto at = values.begin(); at != values.end(); at += shape.back()) {
    channels.emplace_back(at, at + shape.back());
  }
  return channels;
}

const Tensor& matrix_of(const Inputs& inputs) {
  const Input& input = single(inputs);
  if (input.clip || input.tensor.shape.size() != 2) throw Unsupported("takes a matrix of features");
  return input.tensor;
}

void append(std::vector<float>& values, const std::vector<float>& more) {
  values.insert(values.end(), more.begin(), more.end());
}

Tensor matrix(int rows, int columns, std::span<const double> values) {
  return {{rows, columns}, {values.begin(), values.end()}};
}

Tensor compute_features(const FrontEndSpec& spec, const Inputs& inputs) {
  Features features = FrontEnd(spec).compute(samples_of(inputs));
  return {{features.bands, features.frames}, std::move(features.values)};
}

StftSpec::Window window_named(Params& params, const std::string& name, const std::string& fallback) {
  const std::string text = params.text(name, fallback);
  if (text.contains("hann")) return StftSpec::Window::hann;
  if (text.contains("hamming")) return StftSpec::Window::hamming;
  if (text.contains("ones") || text.contains("boxcar") || text.contains("rect"))
    return StftSpec::Window::rectangular;
  params.unsupported(name);
}

StftSpec librosa_stft(Params& params, double power) {
  StftSpec stft;
  stft.n_fft = params.integer("n_fft", 2048);
  stft.win_length = params.integer("win_length", stft.n_fft);
  stft.hop_length = params.integer("hop_length", 512);
  stft.window = window_named(params, "window", "hann");
  stft.center = params.flag("center", true);
  const std::string padding = params.text("pad_mode", "constant");
  if (padding == "reflect") {
    stft.padding = StftSpec::Padding::reflect;
  } else if (padding != "constant") {
    params.unsupported("pad_mode");
  }
  stft.power = params.number("power", power);
  return stft;
}

MelSpec librosa_mel(Params& params, int sample_rate, const char* norm_name) {
  MelSpec mel;
  mel.bands = params.integer("n_mels", 128);
  mel.low_hz = params.number("fmin", 0.0);
  mel.high_hz = params.number("fmax", sample_rate / 2.0);
  mel.scale = params.flag("htk", false) ? MelSpec::Scale::htk : MelSpec::Scale::slaney;
  params.only(norm_name, "slaney");
  mel.norm = params.is_none(norm_name) ? MelSpec::Norm::none : MelSpec::Norm::slaney;
  return mel;
}

CompressionSpec librosa_decibels(Params& params) {
  CompressionSpec compression{.kind = CompressionSpec::Kind::decibels};
  if (params.begins("ref", "np.max")) {
    compression.reference = CompressionSpec::Reference::max;
  } else {
    params.only("ref", 1.0);
  }
  compression.amin = params.number("amin", 1e-10);
  if (!params.is_none("top_db")) compression.top_db = params.number("top_db", 80.0);
  return compression;
}

// soundfile.read(file, dtype="float32", always_2d=True)[0].T, one channel squeezed
Tensor soundfile_read(Params& params, const Inputs& inputs) {
  params.only("dtype", "float32");
  const Clip& clip = clip_of(inputs);
  Tensor result;
  if (clip.channels.size() > 1) result.shape.push_back(static_cast<int>(clip.channels.size()));
  result.shape.push_back(static_cast<int>(clip.samples()));
  for (const auto& channel : clip.channels) append(result.values, channel);
  return result;
}

// librosa.load(file, sr=sr)[0], also with the exercise's own fitting and peak normalization
Tensor librosa_load(Params& params, const Inputs& inputs) {
  const Clip& clip = clip_of(inputs);
  FrontEndSpec spec{.kind = FeatureKind::waveform};
  spec.sample_rate = params.integer("sr", clip.sample_rate);
  spec.fit.samples = params.integer("length", 0);
  if (params.flag("peak_normalise", false)) spec.amplitude = AmplitudeScaling::peak;
  params.only("mono", true);
  params.only("dtype", "float32");
  params.only("res_type", "soxr_hq");
  params.only("fix", true);
  params.only("scale", false);
  params.ignore({"native_sr", "channels", "in_len", "soxr_out_len", "out_len"});
  Features features = FrontEnd(spec).compute(clip);
  return {{features.frames}, std::move(features.values)};
}

Tensor librosa_stft_magnitude(Params& params, const Inputs& inputs) {
  FrontEndSpec spec{.kind = FeatureKind::spectrogram};
  spec.stft = librosa_stft(params, 1.0);
  // librosa.stft's own default, unlike that of the features
  if (!params.given("hop_length")) spec.stft.hop_length = spec.stft.win_length / 4;
  return compute_features(spec, inputs);
}

Tensor librosa_melspectrogram(Params& params, const Inputs& inputs) {
  FrontEndSpec spec{.kind = FeatureKind::mel};
  spec.sample_rate = params.integer("sr", 22050);
  spec.stft = librosa_stft(params, 2.0);
  spec.mel = librosa_mel(params, spec.sample_rate, "norm");
  return compute_features(spec, inputs);
}

Tensor librosa_mfcc(Params& params, const Inputs& inputs) {
  FrontEndSpec spec{.kind = FeatureKind::mfcc};
  spec.sample_rate = params.integer("sr", 22050);
  spec.stft = librosa_stft(params, 2.0);
  spec.mel = librosa_mel(params, spec.sample_rate, "mel_norm");
  spec.compression = librosa_decibels(params);
  params.only("dct_type", 2);
  params.only("norm", "ortho");
  spec.cepstrum.coefficients = params.integer("n_mfcc", 20);
  spec.cepstrum.lifter = params.integer("lifter", 0);
  return compute_features(spec, inputs);
}

Tensor compressed(const CompressionSpec& compression, const Inputs& inputs) {
  Tensor result = single(inputs).tensor;
  compress(result.values, compression);
  return result;
}

Tensor librosa_power_to_db(Params& params, const Inputs& inputs) {
  return compressed(librosa_decibels(params), inputs);
}

Tensor numpy_log(Params& params, const Inputs& inputs) {
  return compressed({.kind = CompressionSpec::Kind::log, .epsilon = params.number("eps", 0.0)}, inputs);
}

Tensor librosa_filters_mel(Params& params, const Inputs&) {
  const int sample_rate = params.integer("sr", 22050);
  const int n_fft = params.integer("n_fft", 2048);
  const FilterBank bank = mel_filter_bank(librosa_mel(params, sample_rate, "norm"), sample_rate, n_fft);
  return matrix(bank.bands(), bank.bins(), bank.dense());
}

/// One channel of a file at its own rate, as transforms.Resample and functional.resample have it.
Tensor torchaudio_resample(Params& params, const Inputs& inputs) {
  const std::string method = params.text("resampling_method", "sinc_interp_hann");
  SincFilterSpec filter;
  if (method == "sinc_interp_kaiser") {
    filter.window = SincFilterSpec::Window::kaiser;
  } else if (method != "sinc_interp_hann") {
    params.unsupported("resampling_method");
  }
  filter.width = params.integer("lowpass_filter_width", 6);
  filter.rolloff = params.number("rolloff", 0.99);
  params.only("beta", nullptr);
  params.only("channel", 0);
  SincResampler resampler(params.integer("orig_freq", 16000), params.integer("new_freq", 16000), filter);
  Tensor result;
  resampler.push(clip_of(inputs).channels.front(), result.values);
  resampler.flush(result.values);
  result.shape = {static_cast<int>(result.values.size())};
  return result;
}

/// The exercise's own way to clips of one length: zeros before the clip, whose number training draws.
Tensor torchaudio_clip(Params& params, const Inputs& inputs) {
  params.only("resampling_method", "sinc_interp_hann");
  params.only("lowpass_filter_width", 6);
  params.only("rolloff", 0.99);
  params.ignore({"orig_freq", "max_ms"});
  FrontEndSpec spec{.resampler = Resampler::torchaudio_sinc, .channels = 2, .kind = FeatureKind::waveform};
  spec.sample_rate = params.integer("new_freq", 16000);
  spec.fit.samples = params.integer("max_len", 0);
  const FrontEnd front_end(spec);
  Clip clip = front_end.at_model_rate(clip_of(inputs));
  const auto zeros = static_cast<std::size_t>(params.integer("pad_begin", 0));
  if (std::ssize(clip.channels.front()) < spec.fit.samples) {
    for (auto& channel : clip.channels) channel.insert(channel.begin(), zeros, 0.0f);
  }
  clip = front_end.fit(clip);
  // Of two channels that are the same, one is stored.
  if (clip_of(inputs).channels.size() == 1) return {{spec.fit.samples}, std::move(clip.channels.front())};
  Tensor result{{2, spec.fit.samples}, {}};
  for (const auto& channel : clip.channels) append(result.values, channel);
  return result;
}

MelSpec torchaudio_mel(Params& params, int sample_rate) {
  MelSpec mel{.grid = MelSpec::Grid::torchaudio};
  mel.bands = params.integer("n_mels", 128);
  mel.low_hz = params.number("f_min", 0.0);
  mel.high_hz = params.number("f_max", sample_rate / 2);
  const std::string scale = params.text("mel_scale", "htk");
  mel.scale = scale == "htk" ? MelSpec::Scale::htk : MelSpec::Scale::slaney;
  if (scale != "htk" && scale != "slaney") params.unsupported("mel_scale");
  params.only("norm", "slaney");
  mel.norm = params.given("norm") ? MelSpec::Norm::slaney : MelSpec::Norm::none;
  return mel;
}

Tensor torchaudio_mel_spectrogram(Params& params, const Inputs& inputs) {
  FrontEndSpec spec{.kind = FeatureKind::mel};
  spec.sample_rate = params.integer("sample_rate", 16000);
  spec.channels = params.integer("channels", 1);
  spec.stft.n_fft = params.integer("n_fft", 400);
  spec.stft.win_length = params.integer("win_length", spec.stft.n_fft);
  spec.stft.hop_length = params.integer("hop_length", spec.stft.win_length / 2);
  spec.stft.window = window_named(params, "window", "hann");
  spec.stft.center = params.flag("center", true);
  params.only("pad_mode", "reflect");
  spec.stft.padding = StftSpec::Padding::reflect;
  spec.stft.power = params.number("power", 2.0);
  params.only("normalized", false);
  spec.mel = torchaudio_mel(params, spec.sample_rate);
  Features features = FrontEnd(spec).compute(Clip{spec.sample_rate, channels_of(inputs)});
  return {{features.channels, features.bands, features.frames}, std::move(features.values)};
}

Tensor torchaudio_amplitude_to_decibels(Params& params, const Inputs& inputs) {
  params.only("stype", "power");
  params.only("ref", 1.0);
  CompressionSpec compression{.kind = CompressionSpec::Kind::decibels};
  compression.amin = params.number("amin", 1e-10);
  if (params.given("top_db")) compression.top_db = params.number("top_db", 80.0);
  return compressed(compression, inputs);
}

// (bins, bands): transposed against librosa's
Tensor torchaudio_mel_filters(Params& params, const Inputs&) {
  const int sample_rate = params.integer("sample_rate", 16000);
  const int n_fft = 2 * (params.integer("n_freqs", 201) - 1);
  const FilterBank bank = mel_filter_bank(torchaudio_mel(params, sample_rate), sample_rate, n_fft);
  const std::vector<double> weights = bank.dense();
  Tensor result{{bank.bins(), bank.bands()}, {}};
  for (int bin = 0; bin < bank.bins(); ++bin) {
    for (int band = 0; band < bank.bands(); ++band) {
      result.values.push_back(
          static_cast<float>(weights[static_cast<std::size_t>(band * bank.bins() + bin)]));
    }
  }
  return result;
}

struct PsfParams {
  int sample_rate = 16000;
  StftSpec stft;
  MelSpec mel;
};

MelSpec psf_mel(Params& params, int sample_rate) {
  MelSpec mel;
  mel.bands = params.integer("nfilt", 26);
  mel.low_hz = params.number("lowfreq", 0.0);
  mel.high_hz = params.number("highfreq", sample_rate / 2.0);
  return mel;
}

PsfParams psf_params(Params& params) {
  PsfParams psf;
  psf.sample_rate = params.integer("samplerate", 16000);
  const double frame = params.number("winlen", 0.025) * psf.sample_rate;
  const double step = params.number("winstep", 0.01) * psf.sample_rate;
  psf.stft.win_length = static_cast<int>(std::floor(frame + 0.5));
  psf.stft.hop_length = static_cast<int>(std::floor(step + 0.5));
  psf.stft.window = window_named(params, "winfunc", "ones");
  // None, also written "None -> 256", is the power of two that holds a frame.
  const int holding_frame = static_cast<int>(std::bit_ceil(static_cast<unsigned>(std::ceil(frame))));
  psf.stft.n_fft = params.begins("nfft", "None") ? holding_frame : params.integer("nfft", holding_frame);
  psf.mel = psf_mel(params, psf.sample_rate);
  return psf;
}

/// The clip of the exercise: integers or integers / 32768, padded or cut to a length.
void psf_clip(Params& params, FrontEndSpec& spec) {
  spec.fit.samples = params.integer("length", 0);
  if (!params.flag("scaled", true)) spec.amplitude = AmplitudeScaling::int16;
}

Tensor psf_mfcc(Params& params, const Inputs& inputs) {
  const PsfParams psf = psf_params(params);
  FrontEndSpec spec{
      .sample_rate = psf.sample_rate, .kind = FeatureKind::psf_mfcc, .stft = psf.stft, .mel = psf.mel};
  psf_clip(params, spec);
  spec.cepstrum.coefficients = std::min(params.integer("numcep", 13), psf.mel.bands);
  spec.cepstrum.lifter = params.integer("ceplifter", 22);
  spec.cepstrum.pre_emphasis = params.number("preemph", 0.97);
  spec.cepstrum.append_energy = params.flag("appendEnergy", true);
  return compute_features(spec, inputs);
}

Tensor psf_energies(Params& params, const Inputs& inputs, bool log) {
  const PsfParams psf = psf_params(params);
  FrontEndSpec spec{.sample_rate = psf.sample_rate, .kind = FeatureKind::waveform};
  psf_clip(params, spec);
  const std::vector<float> samples = FrontEnd(spec).compute(samples_of(inputs)).values;

  spec.kind = FeatureKind::psf_mfcc;
  spec.stft = psf.stft;
  spec.mel = psf.mel;
  spec.cepstrum.pre_emphasis = params.number("preemph", 0.97);
  SpectralFeatures features(spec);
  ChannelFrames channel;
  features.make_room(samples.size(), channel);
  std::vector<int> frames(channel.frames);
  std::iota(frames.begin(), frames.end(), 0);
  features.compute(samples, frames, channel);

  Tensor result{{psf.mel.bands, static_cast<int>(channel.frames)}, {}};
  // After the bands comes the total energy.
  for (const double energy : std::span(channel.energies).first(channel.energies.size() - channel.frames)) {
    const double nonzero = energy == 0.0 ? kPsfLeastEnergy : energy;
    result.values.push_back(static_cast<float>(log ? std::log(nonzero) : nonzero));
  }
  return result;
}

Tensor psf_fbank(Params& params, const Inputs& inputs) {
  return psf_energies(params, inputs, false);
}
Tensor psf_logfbank(Params& params, const Inputs& inputs) {
  return psf_energies(params, inputs, true);
}

Tensor psf_filterbanks(Params& params, const Inputs&) {
  const int sample_rate = params.integer("samplerate", 16000);
  const int n_fft = params.integer("nfft", 512);
  const FilterBank bank = psf_filter_bank(psf_mel(params, sample_rate), sample_rate, n_fft);
  return matrix(bank.bands(), bank.bins(), bank.dense());
}

// StandardScaler scales each column, which of a (bands, frames) matrix is a frame.
Tensor sklearn_standard_scaler(Params& params, const Inputs& inputs) {
  params.only("with_mean", true);
  params.only("with_std", true);
  params.only("ddof", 0);
  params.ignore({"axis"});
  const Tensor& input = matrix_of(inputs);
  Features features{1, input.shape[0], input.shape[1], input.values};
  scale(features, {.kind = ScalingSpec::Kind::per_frame});
  return {input.shape, std::move(features.values)};
}

/// Over all values, of a batch too.
Tensor standardize(Params& params, const Inputs& inputs) {
  const int degrees_of_freedom = params.integer("ddof", 0);
  params.only("axes", "all");
  params.ignore({"batch"});
  Tensor result;
  for (const Input& input : inputs) {
    result.shape = input.tensor.shape;
    append(result.values, input.tensor.values);
  }
  if (inputs.size() > 1) result.shape.insert(result.shape.begin(), static_cast<int>(inputs.size()));
  Features features{1, 1, static_cast<int>(result.values.size()), std::move(result.values)};
  scale(features, {.kind = ScalingSpec::Kind::per_clip, .degrees_of_freedom = degrees_of_freedom});
  result.values = std::move(features.values);
  return result;
}

/// Reference functions by how their call begins.
constexpr std::pair<std::string_view, Tensor (*)(Params&, const Inputs&)> kFunctions[] = {
    {"soundfile.read(", soundfile_read},
    {"librosa.load(", librosa_load},
    {"numpy.abs(librosa.stft(", librosa_stft_magnitude},
    {"librosa.feature.melspectrogram", librosa_melspectrogram},
    {"librosa.feature.mfcc", librosa_mfcc},
    {"librosa.power_to_db", librosa_power_to_db},
    {"librosa.filters.mel", librosa_filters_mel},
    {"numpy.log(x + eps)", numpy_log},
    {"torchaudio.transforms.Resample", torchaudio_resample},
    {"torchaudio.functional.resample", torchaudio_resample},
    {"rechannel to 2, torchaudio Resample, pad/truncate", torchaudio_clip},
    {"torchaudio.transforms.MelSpectrogram", torchaudio_mel_spectrogram},
    {"torchaudio.transforms.AmplitudeToDB", torchaudio_amplitude_to_decibels},
    {"torchaudio.functional.melscale_fbanks", torchaudio_mel_filters},
    {"python_speech_features.mfcc", psf_mfcc},
    {"python_speech_features.fbank", psf_fbank},
    {"python_speech_features.logfbank", psf_logfbank},
    {"python_speech_features.get_filterbanks", psf_filterbanks},
    {"sklearn.preprocessing.StandardScaler().fit_transform", sklearn_standard_scaler},
    {"(X - X.mean()) / X.std()", standardize},
    {"(inputs - inputs.mean()) / inputs.std()", standardize},
};

}  // namespace

Tensor compute(const std::string& function, const nlohmann::json& params, const std::vector<Input>& inputs) {
  for (const auto& [call, compute_it] : kFunctions) {
    if (!function.starts_with(call)) continue;
    Params reader(params);
    Tensor result = compute_it(reader, inputs);
    reader.finish();
    return result;
  }
  throw NotYet(function);
}

}  // namespace earshot::golden
