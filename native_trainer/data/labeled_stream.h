#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audio/clip.h"
#include "data/augmentation_spec.h"
#include "data/clip_file.h"
#include "data/label_track.h"
#include "data/progress.h"

namespace earshot {

/// A long recording to be made of short ones, whose words and their times are known.
struct LabeledStreamSpec {
  std::vector<ClipFile> words = {};   ///< at least one
  std::vector<ClipFile> others = {};  ///< clips of other classes
  std::vector<ClipFile> noises = {};  ///< recordings of other sounds, of any length
  double minutes = 10.0;
  Interval snr_decibels{5.0, 25.0};  ///< of words over the background
  std::uint64_t seed = 1;            ///< the same seed, clips and settings give the same stream
};

struct LabeledStream {
  Clip sound = {};  ///< mono, 16 kHz, within full scale
  std::vector<TrackLabel> labels = {};
  std::vector<std::string> notes = {};  ///< one line for each clip that was left out because it is silent
};

/// Makes one. Words, other clips and noises follow one another; half of the events are words, the rest in
/// equal parts of what else there is. Between one and the next it takes 0.3 to 3 s, of ten times once 5 to 20
/// s. The first and the last second hold only the background.
///
/// A label spans the sound within its clip (find_sound), not the silence around it. The clip comes with up to
/// 0.15 s of that on both sides, faded where it is cut; a word itself is never faded. Of noises, excerpts of
/// 0.3 to 2 s are events, faded at both ends.
///
/// Scenes of 30 to 90 s, which fade into one another, have a level, a signal-to-noise ratio and a background
/// each: of the noises one that lasts 20 s or longer, else pink noise. An event's mean power over its span is
/// that of the scene, -45 to -25 dBFS, give or take 3 dB; the background's lies below that of the scene by
/// the ratio. Either is softer if its peak would exceed -3 dBFS or, of a background, -14 dBFS: so the sum
/// never goes beyond full scale.
///
/// Every clip is used once before one is used again, in an order that the seed draws. Throws Error naming the
/// file when one cannot be read, or when all words are silent.
LabeledStream make_labeled_stream(const LabeledStreamSpec& spec, const ProgressFunction& progress = {});

}  // namespace earshot
