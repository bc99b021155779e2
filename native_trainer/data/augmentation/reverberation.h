#pragma once

#include <span>
#include <vector>

#include "random.h"

namespace earshot {

/// The impulse response of an invented room: sparse random reflections whose energy decays exponentially,
/// "velvet noise" (Karjalainen and Jarvelainen, "Reverberation Modeling Using Velvet Noise", 2007).
struct RoomResponse {
  struct Reflection {
    std::size_t delay = 0;  ///< samples
    float gain = 0.0f;
  };
  std::vector<Reflection> reflections = {};  ///< besides the direct sound
};

/// Reflections that fall by 60 dB in `decay_seconds`, all together `ratio_decibels` below the direct sound in
/// energy.
RoomResponse draw_room(double decay_seconds, double ratio_decibels, int sample_rate, Random& random);

/// The sound in that room, as long as it was: what rings on after its end is cut.
std::vector<float> reverberate(std::span<const float> samples, const RoomResponse& room);

}  // namespace earshot
