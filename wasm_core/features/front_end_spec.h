#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "audio/resampler.h"

namespace earshot {

/// How a clip becomes exactly `samples` long at the model's rate.
struct FitSpec {
  enum class Position {
    end,     ///< zeros are added after the clip; a longer clip keeps its beginning (librosa.util.fix_length)
    center,  ///< zeros on both sides (left = missing / 2); a longer clip keeps its middle
    center_start,  ///< zeros as for center; a longer clip keeps its beginning
    loudest,       ///< zeros as for center; a longer clip keeps the window of greatest energy over all
                   ///< channels, the earliest of equals
    sound,         ///< zeros as for center; a longer clip keeps the window in which most is heard
                   ///< (window_of_most_sound), in which a word counts more than a louder click
  };
  int samples = 0;  ///< 0 keeps the clip as long as it is
  Position position = Position::end;
};

/// What is done to the samples before any spectrum.
enum class AmplitudeScaling {
  none,
  peak,   ///< divide by max |x| of all channels; a silent clip stays silent
  int16,  ///< multiply by 32768: the integers that scipy.io.wavfile.read returns
};

enum class FeatureKind {
  waveform,     ///< the samples themselves
  spectrogram,  ///< |STFT|^power
  mel,          ///< mel filter bank over the power spectrogram (librosa.feature.melspectrogram)
  mfcc,         ///< librosa.feature.mfcc
  psf_mfcc,     ///< python_speech_features.mfcc
};

/// Short-time Fourier transform, as librosa.stft. For psf_mfcc: frames of win_length samples every
/// hop_length, transformed with n_fft points (a longer frame loses its end), never centered, power 2.
struct StftSpec {
  enum class Window { hann, hamming, rectangular };
  enum class Padding { constant, reflect };
  int n_fft = 2048;
  int hop_length = 512;
  int win_length = 2048;
  Window window = Window::hann;  ///< periodic; symmetric for psf_mfcc (numpy.hamming)
  bool center = true;
  Padding padding = Padding::constant;  ///< of the n_fft / 2 samples at both ends, when centered
  double power = 2.0;                   ///< 1 magnitude, 2 power
};

struct MelSpec {
  /// Where the bins and the corners of the filters lie.
  enum class Grid {
    librosa,     ///< bin k at k * rate / n_fft
    torchaudio,  ///< bins evenly from 0 to rate / 2 rounded down to whole Hz; bins and corners in float32
  };
  enum class Scale { slaney, htk };
  enum class Norm { slaney, none };  ///< slaney: each filter has unit area
  Grid grid = Grid::librosa;         ///< not for psf_mfcc
  int bands = 128;
  double low_hz = 0.0;
  double high_hz = 11025.0;
  Scale scale = Scale::slaney;
  Norm norm = Norm::slaney;
};

/// From power to a logarithm.
struct CompressionSpec {
  enum class Kind {
    none,
    decibels,  ///< librosa.power_to_db; torchaudio.transforms.AmplitudeToDB with reference one
    log,       ///< natural log of (x + epsilon)
  };
  enum class Reference { one, max };
  Kind kind = Kind::none;
  Reference reference = Reference::one;  ///< decibels only
  double amin = 1e-10;                   ///< decibels only: power below it counts as it
  /// decibels only: values below max - top_db, of all channels, are raised to it; "none" in JSON
  std::optional<double> top_db{};
  double epsilon = 1e-6;  ///< log only
};

/// Cepstral coefficients from the compressed mel energies (mfcc) or python_speech_features' own chain
/// (psf_mfcc).
struct CepstrumSpec {
  int coefficients = 20;
  int lifter = 0;              ///< 0 is none
  double pre_emphasis = 0.0;   ///< psf_mfcc only (its default is 0.97)
  bool append_energy = false;  ///< psf_mfcc only: c0 becomes the log of the frame's energy
};

/// The last step: feature statistics.
struct ScalingSpec {
  enum class Kind {
    none,
    per_clip,     ///< (x - mean) / standard deviation over the whole clip, all channels together
    per_frame,    ///< each frame over its bands (sklearn's StandardScaler on a (bands, frames) matrix)
    center_clip,  ///< x - mean over the whole clip: removes the level from log features and nothing else
    /// x - mean[band] over the clip's frames (cepstral mean subtraction, on log features: removes a
    /// microphone's color), then divided by the standard deviation over the whole clip
    center_bands,
    dataset,  ///< (x - mean[band]) / deviation[band] with the training set's statistics
  };
  Kind kind = Kind::none;
  int degrees_of_freedom =
      0;  ///< subtracted from n in the standard deviation: 0 numpy, 1 torch. per_clip only
  std::vector<float> mean{};       ///< dataset only: one a band, or one for all
  std::vector<float> deviation{};  ///< dataset only, likewise, each > 0
};

/// Everything between the samples of a clip and the features of a model; nothing is implied by anything else.
/// A value that its kind does not use keeps its default and is not written.
struct FrontEndSpec {
  int sample_rate = 22050;                   ///< Hz, the model's rate
  Resampler resampler = Resampler::soxr_hq;  ///< of clips at other rates
  int channels = 1;  ///< 1: the mean of a clip's channels; 2: its first two, or its only one twice
  FitSpec fit{};
  AmplitudeScaling amplitude = AmplitudeScaling::none;
  FeatureKind kind = FeatureKind::mel;
  StftSpec stft{};
  MelSpec mel{};
  CompressionSpec compression{};
  CepstrumSpec cepstrum{};
  ScalingSpec scaling{};

  /// The shape of the features of a clip of `samples` samples at the model's rate.
  struct Shape {
    int channels = 1;
    int bands = 0;
    int frames = 0;
  };
  Shape shape(std::size_t samples) const;
};

/// The spec as its own JSON reader accepts it: unused values at their defaults. Throws FieldError if a number
/// is out of its range or contradicts another.
FrontEndSpec checked(const FrontEndSpec& spec);

/// Strict both ways: every field that the kind uses is written, and reading refuses unknown keys, missing
/// keys, wrong types, and numbers outside their range or contradicting one another (win_length > n_fft,
/// high_hz above half the rate, ...), with a FieldError whose path begins with `path`.
nlohmann::json to_json(const FrontEndSpec& spec);
FrontEndSpec front_end_spec_from_json(const nlohmann::json& json, const std::string& path = "front_end");

/// The same, but a missing key takes the default of its kind at its sample rate, as the Python library that
/// the kind is named after would (mel: librosa's 2048/512/128 Slaney, high_hz = rate / 2; psf_mfcc: 25 ms
/// frames every 10 ms, 26 bands, 13 coefficients, lifter 22, pre-emphasis 0.97, energy appended). On
/// torchaudio's mel grid the defaults of the mel filters are torchaudio's: HTK, no norm, high_hz = rate / 2
/// rounded down. For recipes, which people write: the statistics of dataset scaling may be missing, too, and
/// are then empty until a training set fills them.
FrontEndSpec front_end_spec_from_partial_json(const nlohmann::json& json,
                                              const std::string& path = "front_end");

}  // namespace earshot
