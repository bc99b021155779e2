#pragma once

#include <span>

#include "audio/level.h"
#include "audio/sound_span.h"

namespace earshot {

/// What is wrong with a recording that was to hold one word or sound.
enum class TakeFlaw {
  none,
  silent,   ///< nothing is heard but, at most, a quiet room
  clipped,  ///< louder than the device can tell
  quiet,    ///< so soft that the room and the device count for much
  cut_off,  ///< the sound began before the recording, or went on after it
};

/// A recording of one word or sound: what of it is worth keeping, and how good that is.
struct Take {
  SampleSpan kept;  ///< the sound, and 0.15 s of the room before and after it, as far as that was recorded
  Level level;      ///< of the sound
  TakeFlaw flaw = TakeFlaw::none;  ///< the gravest
};

/// Finds the sound as find_sound does. It is clipped where three samples in a row are at full scale; quiet
/// when its peak is below -30 dBFS. Nothing is heard when that is below -50 dBFS, when the sound is shorter
/// than 0.06 s, as that of a key is, or when it is quiet and all of the recording alike.
Take examine_take(std::span<const float> samples, int sample_rate);

}  // namespace earshot
