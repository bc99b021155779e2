#include "data/synthesis/room.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "audio/noise.h"

namespace earshot {
namespace {

/// Adds reflections at drawn times, weaker the later.
std::vector<float> with_echo(std::span<const float> voice, int sample_rate, const Room& room,
                             Random& random) {
  constexpr int kReflections = 24;
  std::vector<float> sound(voice.begin(), voice.end());
  for (int i = 0; i < kReflections; ++i) {
    const double seconds = random.uniform(0.003, 0.6 * room.echo_seconds);
    const double amplitude = room.echo_amplitude * std::pow(10.0, -3.0 * seconds / room.echo_seconds);
    const auto gain = static_cast<float>(random.chance(0.5) ? amplitude : -amplitude);
    const auto delay = static_cast<std::size_t>(seconds * sample_rate);
    for (std::size_t k = delay; k < sound.size(); ++k) sound[k] += gain * voice[k - delay];
  }
  return sound;
}

std::vector<float> room_noise(std::size_t samples, int sample_rate, const Room& room, Random& random) {
  std::vector<float> noise = pink_noise(samples, random);
  const double level = std::sqrt(mean_power(noise));
  const double step = 2.0 * std::numbers::pi * room.mains_hertz / sample_rate;
  for (std::size_t i = 0; i < samples; ++i) {
    const double turn = step * static_cast<double>(i);
    noise[i] +=
        static_cast<float>(room.mains_amplitude * level * (std::sin(2.0 * turn) + std::sin(3.0 * turn)));
  }
  return noise;
}

}  // namespace

Clip record(std::span<const float> voice, int sample_rate, const Room& room, Random& random) {
  Clip clip{.sample_rate = sample_rate, .channels = {}};
  for (int channel = 0; channel < room.channels; ++channel) {
    std::vector<float> sound = with_echo(voice, sample_rate, room, random);
    add_noise(sound, room_noise(sound.size(), sample_rate, room, random), mean_power(sound),
              room.noise_decibels);
    const double decibels = room.level_dbfs + (channel > 0 ? random.uniform(-3.0, 3.0) : 0.0);
    const double gain = std::pow(10.0, decibels / 20.0) / std::sqrt(mean_power(sound));
    for (float& sample : sound) sample = std::clamp(static_cast<float>(gain * sample), -1.0f, 1.0f);
    clip.channels.push_back(std::move(sound));
  }
  return clip;
}

}  // namespace earshot
