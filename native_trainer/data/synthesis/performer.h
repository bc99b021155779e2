#pragma once

#include "audio/clip.h"
#include "data/synthesis/melodies.h"
#include "data/synthesis/room.h"
#include "data/synthesis/voice.h"
#include "random.h"

namespace earshot {

/// A person who hums and whistles, as untrained people do, into a recorder of their own.
class Performer {
 public:
  enum class Manner { hum, whistle };

  /// Draws all that stays the same from tune to tune.
  explicit Performer(Random& random);

  /// 15 to 20 s of the melody from its beginning, and again after its end. Key, pace, level, mistakes and
  /// length are drawn.
  Clip perform(const Melody& melody, Manner manner, Random& random) const;

 private:
  struct SungNote;

  std::vector<SungNote> sing(const Melody& melody, double center, double seconds, Random& random) const;
  VoiceLine draw_line(const std::vector<SungNote>& notes, double seconds, Random& random) const;

  double hum_pitch_;       ///< where a melody's middle lies most easily, MIDI
  double whistle_pitch_;   ///< likewise
  double pace_;            ///< 1 is usual
  double unsteadiness_;    ///< deviation of a note's length, of its length
  double pitch_error_;     ///< deviation of a note's pitch, semitones
  double drift_;           ///< semitones a minute by which the key sinks or rises
  double mistakes_;        ///< probability of a wrong note
  double glide_seconds_;   ///< from note to note
  double attack_seconds_;  ///< from silence to loud
  double detachment_;      ///< 0: notes are bound; 1: each ends in silence
  double vibrato_hertz_;
  double vibrato_;  ///< semitones
  HumTimbre hum_timbre_;
  WhistleTimbre whistle_timbre_;
  Room room_;
  int sample_rate_;
};

}  // namespace earshot
