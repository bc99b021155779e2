#pragma once

#include <span>

#include "audio/clip.h"
#include "random.h"

namespace earshot {

/// Where and with what a person records.
struct Room {
  int channels = 1;              ///< 1 or 2
  double echo_seconds = 0.3;     ///< until reflections have fallen by 60 dB
  double echo_amplitude = 0.2;   ///< of the first reflections
  double level_dbfs = -25.0;     ///< rms of the recording
  double noise_decibels = 35.0;  ///< rms of the voice above that of the room's noise
  double mains_hertz = 50.0;     ///< of the hum in the noise
  double mains_amplitude = 0.0;  ///< of the noise's
};

/// A recording of `voice` in the room: other reflections and noise in each channel, no sample beyond +-1.
Clip record(std::span<const float> voice, int sample_rate, const Room& room, Random& random);

}  // namespace earshot
