#pragma once

#include <optional>
#include <string>
#include <vector>

#include "recipe/section.h"

namespace earshot {

/// A closed interval that a value is drawn from, uniformly.
struct Interval {
  double low = 0.0;
  double high = 0.0;
};

/// Plays the clip faster or slower: pitch and duration change together.
struct SpeedSpec {
  Interval factor{0.9, 1.1};  ///< 0.5 to 2; above 1 is faster, shorter, higher
};

/// Plays the clip faster or slower at the same pitch.
struct TempoSpec {
  Interval factor{0.9, 1.1};  ///< 0.5 to 2; above 1 is faster, shorter
  double probability = 0.5;
};

/// Where a clip comes to lie in the samples that the front end takes (fit.samples), instead of where fit puts
/// it.
struct PlacementSpec {
  bool pad = false;   ///< a shorter clip: anywhere between the zeros
  bool crop = false;  ///< a longer clip: any part of it
};

/// Moves the fitted clip in time.
struct ShiftSpec {
  double seconds = 0.1;   ///< up to this much either way
  bool circular = false;  ///< what leaves at one end enters at the other; otherwise zeros enter
};

/// Puts other training clips' sounds before and after the clip's own, as where words follow each other.
struct NeighborsSpec {
  Interval gap_seconds{0.1, 0.5};  ///< of silence between them
  Interval decibels{-6.0, 6.0};    ///< how much louder a neighbor is
  double probability = 0.5;        ///< on each side
};

/// Puts the voice into a room: reflections that decay.
struct ReverberationSpec {
  Interval decay_seconds{0.1, 0.6};    ///< until they have fallen by 60 dB; 0.01 to 5
  Interval ratio_decibels{0.0, 20.0};  ///< energy of the direct sound over that of the reflections
  double probability = 0.3;
};

/// Silences what is much softer than the loudest, as telephones and calls do.
struct NoiseGateSpec {
  Interval decibels{15.0, 45.0};  ///< below the loudest 10 ms
  double probability = 0.2;
};

struct GainSpec {
  Interval decibels{-6.0, 6.0};
};

/// Adds noise over the whole fitted clip at a drawn signal-to-noise ratio.
struct NoiseSpec {
  enum class Kind {
    white,
    pink,
    brown,
    pops,      ///< clicks and thumps
    babble,    ///< other clips of the training set, mixed
    recorded,  ///< a part of one of `recordings`
    clips,     ///< a training clip of one of `sources`
  };
  std::vector<Kind> kinds = {};
  std::vector<std::string> recordings = {};  ///< files and folders below the data folder
  std::vector<std::string> sources = {};     ///< names of the recipe's sources
  Interval snr_decibels{5.0, 30.0};
  double probability = 0.5;
};

/// Louder and softer parts of the spectrum, as every microphone has its own.
struct EqualizationSpec {
  int peaks = 3;           ///< 1 to 16
  double decibels = 12.0;  ///< the most that each is louder or softer
  double probability = 0.5;
};

/// Removes what lies above a drawn frequency, as a narrow-band recording lacks it.
struct BandLimitSpec {
  Interval cutoff_hz{3400.0, 8000.0};
  double probability = 0.5;
};

/// Removes what lies below a drawn frequency, as telephones and small microphones do.
struct HighPassSpec {
  Interval cutoff_hz{50.0, 400.0};
  double probability = 0.3;
};

/// Cuts off peaks, as an overdriven recorder does.
struct ClippingSpec {
  Interval decibels{0.0, 12.0};  ///< below the peak
  double probability = 0.1;
};

/// Rounds samples as a telephone codec does.
struct QuantizationSpec {
  Interval bits{6.0, 10.0};  ///< whole numbers from 2 to 16
  double probability = 0.1;
};

/// SpecAugment masks of the features: bands or frames replaced by the mean of the features.
struct MaskSpec {
  int frequency_masks = 0;
  double frequency_share = 0.1;  ///< of the bands, at most, each
  int time_masks = 0;
  double time_share = 0.1;  ///< of the frames, at most, each
};

/// [augmentation]: how training examples vary from epoch to epoch. What is absent is not done; validation,
/// test and the page never vary.
///
///     [augmentation]
///     speed = { factor = [0.85, 1.15] }
///     tempo = { factor = [0.85, 1.15], probability = 0.5 }
///     placement = { pad = true, crop = true }
///     shift = { seconds = 0.1 }
///     neighbors = { gap_seconds = [0.1, 0.5], decibels = [-6, 6], probability = 0.5 }
///     gain = { decibels = [-6, 6] }
///     noise = { kinds = ["white", "pink", "brown", "babble"], snr_decibels = [5, 30], probability = 0.5 }
///     reverberation = { decay_seconds = [0.1, 0.6], ratio_decibels = [0, 20], probability = 0.3 }
///     equalization = { peaks = 3, decibels = 12, probability = 0.5 }
///     high_pass = { cutoff_hz = [50, 400], probability = 0.3 }
///     band_limit = { cutoff_hz = [3400, 8000], probability = 0.5 }
///     noise_gate = { decibels = [15, 45], probability = 0.2 }
///     clipping = { decibels = [0, 12], probability = 0.1 }
///     quantization = { bits = [6, 10], probability = 0.1 }
///     mask = { frequency_masks = 2, frequency_share = 0.1, time_masks = 2, time_share = 0.1 }
struct AugmentationSpec {
  std::optional<SpeedSpec> speed = {};
  std::optional<TempoSpec> tempo = {};
  std::optional<PlacementSpec> placement = {};
  std::optional<ShiftSpec> shift = {};
  std::optional<NeighborsSpec> neighbors = {};
  std::optional<ReverberationSpec> reverberation = {};
  std::optional<NoiseSpec> noise = {};
  std::optional<EqualizationSpec> equalization = {};
  std::optional<HighPassSpec> high_pass = {};
  std::optional<BandLimitSpec> band_limit = {};
  std::optional<NoiseGateSpec> noise_gate = {};
  std::optional<GainSpec> gain = {};
  std::optional<ClippingSpec> clipping = {};
  std::optional<QuantizationSpec> quantization = {};
  std::optional<MaskSpec> mask = {};

  bool empty() const {
    return !speed && !tempo && !placement && !shift && !neighbors && !reverberation && !noise &&
           !equalization && !high_pass && !band_limit && !noise_gate && !gain && !clipping && !quantization &&
           !mask;
  }
};

/// Reads the table and finishes it. Throws Error "FILE:LINE: KEY: ...".
AugmentationSpec read_augmentation_spec(Section section);

}  // namespace earshot
