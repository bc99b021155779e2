#include "data/synthesis/voice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "audio/noise.h"

namespace earshot {
namespace {

constexpr double kTurn = 2.0 * std::numbers::pi;
constexpr double kHighestHarmonic = 5000.0;  // Hz; a hum has next to nothing above

/// Through the closed mouth and the nose: a strong resonance near 270 Hz and two weak ones (Fujimura 1962,
/// "Analysis of nasal consonants").
double nasal_response(double hertz, const HumTimbre& timbre) {
  struct Resonance {
    double hertz, width, gain;
  };
  constexpr std::array<Resonance, 3> kResonances = {{{270, 120, 1.0}, {1050, 200, 0.16}, {2250, 350, 0.06}}};
  double response = 0.0;
  for (const Resonance& resonance : kResonances) {
    const double distance = (hertz / timbre.tract - resonance.hertz) / (0.5 * resonance.width);
    response += resonance.gain / std::sqrt(1.0 + distance * distance);
  }
  return response;
}

}  // namespace

std::vector<float> hum(const VoiceLine& line, const HumTimbre& timbre, Random& random) {
  constexpr std::size_t kStep = 64;  // samples between looks at the resonances
  // The voice itself falls by 12 dB an octave, and radiation lifts it by 6.
  const double slope = (-6.0 + timbre.brightness) / (20.0 * std::log10(2.0));
  std::vector<float> samples = white_noise(line.hertz.size(), random);
  std::vector<double> harmonics;
  double phase = 0.0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double hertz = line.hertz[i];
    if (i % kStep == 0) {
      const double limit = std::min(kHighestHarmonic, 0.45 * line.sample_rate);
      harmonics.resize(std::max<std::size_t>(1, static_cast<std::size_t>(limit / hertz)));
      double power = 0.0;
      for (std::size_t k = 0; k < harmonics.size(); ++k) {
        const double number = static_cast<double>(k + 1);
        harmonics[k] = std::pow(number, slope) * nasal_response(number * hertz, timbre);
        power += harmonics[k] * harmonics[k];
      }
      for (double& amplitude : harmonics) amplitude /= std::sqrt(power);
    }
    phase = std::fmod(phase + kTurn * hertz / line.sample_rate, kTurn);
    // sin((k + 1) x) = 2 cos(x) sin(k x) - sin((k - 1) x)
    const double twice_cosine = 2.0 * std::cos(phase);
    double before = 0.0;
    double sine = std::sin(phase);
    double sum = 0.0;
    for (const double amplitude : harmonics) {
      sum += amplitude * sine;
      before = std::exchange(sine, twice_cosine * sine - before);
    }
    samples[i] = line.loudness[i] * static_cast<float>(sum + timbre.breath * samples[i]);
  }
  return samples;
}

std::vector<float> whistle(const VoiceLine& line, const WhistleTimbre& timbre, Random& random) {
  // Noise through a resonator of two poles at the pitch: the breath that the mouth's cavity colors.
  constexpr double kQuality = 8.0;
  std::vector<float> samples = white_noise(line.hertz.size(), random);
  double phase = 0.0;
  double last = 0.0;
  double before_last = 0.0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double step = kTurn * line.hertz[i] / line.sample_rate;
    const double radius = std::exp(-0.5 * step / kQuality);
    const double gain = std::sqrt(1.0 - radius * radius);  // keeps the power near 1 whatever the pitch
    const double breath =
        gain * samples[i] + 2.0 * radius * std::cos(step) * last - radius * radius * before_last;
    before_last = std::exchange(last, breath);
    phase = std::fmod(phase + step, kTurn);
    const double tone = std::sin(phase) + timbre.second_harmonic * std::sin(2.0 * phase);
    samples[i] = line.loudness[i] * static_cast<float>(tone + timbre.breath * (breath + 0.1 * samples[i]));
  }
  return samples;
}

}  // namespace earshot
