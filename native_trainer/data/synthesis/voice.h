#pragma once

#include <vector>

#include "random.h"

namespace earshot {

/// What a voice sings: pitch and loudness at every sample.
struct VoiceLine {
  int sample_rate = 0;               ///< Hz
  std::vector<float> hertz = {};     ///< above 0, also where it is silent
  std::vector<float> loudness = {};  ///< 0 silent ... about 1; as many as hertz
};

/// The sound of a person's humming.
struct HumTimbre {
  double tract = 1.0;       ///< resonances lie this much higher than an average adult's
  double brightness = 0.0;  ///< dB an octave by which harmonics fall more slowly than usual
  double breath = 0.01;     ///< amplitude of the noise of breathing out, of the voice's
};

/// The sound of a person's whistling.
struct WhistleTimbre {
  double second_harmonic = 0.05;  ///< amplitude, of the first
  double breath = 0.1;            ///< amplitude of the noise that resonates with the whistle
};

/// Mono samples, as many as the line has, of amplitude about 1.
std::vector<float> hum(const VoiceLine& line, const HumTimbre& timbre, Random& random);
std::vector<float> whistle(const VoiceLine& line, const WhistleTimbre& timbre, Random& random);

}  // namespace earshot
