#include "data/augmentation/reverberation.h"

#include <algorithm>
#include <cmath>

namespace earshot {

RoomResponse draw_room(double decay_seconds, double ratio_decibels, int sample_rate, Random& random) {
  // One in every interval, at a drawn place: half as dense as what is smooth to the ear is enough here.
  constexpr double kReflectionsPerSecond = 1000.0;
  constexpr double kFirstSeconds = 0.002;  // the nearest surface is a table
  RoomResponse room;
  double energy = 0.0;
  for (double begin = kFirstSeconds; begin < decay_seconds; begin += 1.0 / kReflectionsPerSecond) {
    const double seconds = begin + random.uniform() / kReflectionsPerSecond;
    const double gain = std::pow(10.0, -3.0 * seconds / decay_seconds);
    energy += gain * gain;
    room.reflections.push_back({.delay = static_cast<std::size_t>(seconds * sample_rate),
                                .gain = static_cast<float>(random.chance(0.5) ? gain : -gain)});
  }
  const auto scale =
      static_cast<float>(energy > 0.0 ? std::sqrt(std::pow(10.0, -ratio_decibels / 10.0) / energy) : 0.0);
  for (RoomResponse::Reflection& reflection : room.reflections) reflection.gain *= scale;
  return room;
}

std::vector<float> reverberate(std::span<const float> samples, const RoomResponse& room) {
  std::vector<float> sound(samples.begin(), samples.end());
  for (const auto& [delay, gain] : room.reflections) {
    for (std::size_t i = delay; i < sound.size(); ++i) sound[i] += gain * samples[i - delay];
  }
  return sound;
}

}  // namespace earshot
