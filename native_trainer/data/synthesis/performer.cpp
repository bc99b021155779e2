#include "data/synthesis/performer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace earshot {
namespace {

constexpr double kLeastSeconds = 15.0;
constexpr double kMostSeconds = 20.0;

double hertz_of(double midi) {
  return 440.0 * std::exp2((midi - 69.0) / 12.0);
}

/// Halfway between the lowest and the highest note.
double middle(const Melody& melody) {
  int lowest = 127;
  int highest = 0;
  for (const auto& phrase : melody.phrases) {
    for (const Note& note : phrase) {
      if (note.rest) continue;
      lowest = std::min(lowest, note.pitch);
      highest = std::max(highest, note.pitch);
    }
  }
  return 0.5 * (lowest + highest);
}

/// How far a quantity that follows another with a time constant comes closer to it in one sample.
double approach(double seconds, int sample_rate) {
  return 1.0 - std::exp(-1.0 / (seconds * sample_rate));
}

}  // namespace

/// A note as it is sung.
struct Performer::SungNote {
  double begin = 0.0;  ///< seconds
  double end = 0.0;
  double pitch = 60.0;     ///< MIDI
  double loudness = 1.0;   ///< 0: a rest
  double gap = 0.0;        ///< how far the loudness falls before the next note, 0 to 1
  bool after_rest = true;  ///< begins on its own pitch, without a glide
};

Performer::Performer(Random& random)
    : hum_pitch_(random.chance(0.5) ? random.uniform(48.0, 55.0) : random.uniform(56.0, 63.0)),
      whistle_pitch_(random.uniform(79.0, 90.0)),
      pace_(random.uniform(0.8, 1.25)),
      unsteadiness_(random.uniform(0.02, 0.08)),
      pitch_error_(random.uniform(0.08, 0.35)),
      drift_(random.uniform(-2.0, 2.0)),
      mistakes_(random.uniform(0.0, 0.05)),
      glide_seconds_(random.uniform(0.01, 0.05)),
      attack_seconds_(random.uniform(0.01, 0.03)),
      detachment_(random.uniform(0.1, 1.0)),
      vibrato_hertz_(random.uniform(4.5, 6.5)),
      vibrato_(random.chance(0.4) ? random.uniform(0.1, 0.5) : 0.03),
      hum_timbre_{.tract = random.uniform(0.88, 1.18),
                  .brightness = random.uniform(-3.0, 3.0),
                  .breath = random.uniform(0.003, 0.03)},
      whistle_timbre_{.second_harmonic = random.uniform(0.01, 0.1), .breath = random.uniform(0.05, 0.35)},
      room_{.channels = random.chance(0.25) ? 2 : 1,
            .echo_seconds = random.uniform(0.15, 0.5),
            .echo_amplitude = random.uniform(0.03, 0.25),
            .level_dbfs = random.uniform(-35.0, -18.0),
            .noise_decibels = random.uniform(20.0, 45.0),
            .mains_hertz = random.chance(0.5) ? 50.0 : 60.0,
            .mains_amplitude = random.chance(0.3) ? random.uniform(0.1, 1.0) : 0.0},
      sample_rate_(std::array{44100, 32000, 22050, 16000}[random.index(4)]) {}

std::vector<Performer::SungNote> Performer::sing(const Melody& melody, double center, double seconds,
                                                 Random& random) const {
  const double transposition = center - middle(melody) + random.uniform(-2.0, 2.0);
  const double unit = 60.0 / (melody.units_per_minute * pace_ * random.uniform(0.93, 1.07));
  const double loudness = random.uniform(0.8, 1.0);
  std::vector<SungNote> notes;
  double now = random.uniform(0.1, 0.6);
  std::size_t phrase = 0;
  while (now < seconds) {
    const std::vector<Note>& score = melody.phrases[phrase];
    for (std::size_t i = 0; i < score.size(); ++i) {
      const Note& note = score[i];
      const bool last = i + 1 == score.size();
      double length = note.length * unit * std::max(0.5, 1.0 + unsteadiness_ * random.normal());
      if (last) length *= random.uniform(0.95, 1.25);
      double pitch = note.pitch + transposition + pitch_error_ * random.normal() + drift_ * now / 60.0;
      if (random.chance(mistakes_)) pitch += random.chance(0.5) ? 2.0 : -2.0;
      // A pitch that is sung again must be sung anew, or it would be one long note.
      const bool repeated = !last && score[i + 1].pitch == note.pitch;
      notes.push_back({.begin = now,
                       .end = now + length,
                       .pitch = pitch,
                       .loudness = note.rest ? 0.0 : loudness * random.uniform(0.8, 1.0),
                       .gap = last ? 1.0 : std::max(detachment_, repeated ? 0.7 : 0.0),
                       .after_rest = i == 0 || score[i - 1].rest});
      now += length;
    }
    now += random.uniform(0.05, 0.4);  // a breath
    phrase = (phrase + 1) % melody.phrases.size();
  }
  return notes;
}

VoiceLine Performer::draw_line(const std::vector<SungNote>& notes, double seconds, Random& random) const {
  constexpr double kGapSeconds = 0.06;
  const auto samples = static_cast<std::size_t>(seconds * sample_rate_);
  VoiceLine line{.sample_rate = sample_rate_,
                 .hertz = std::vector<float>(samples),
                 .loudness = std::vector<float>(samples)};
  const double glide = approach(glide_seconds_, sample_rate_);
  const double swell = approach(attack_seconds_, sample_rate_);
  const double waver_step = approach(0.05, sample_rate_);
  const double vibrato_phase = random.uniform(0.0, 2.0 * std::numbers::pi);
  double pitch = notes.front().pitch;
  double loudness = 0.0;
  double waver = 0.0;  // the pitch trembles a little, slowly
  std::size_t at = 0;
  for (std::size_t i = 0; i < samples; ++i) {
    const double time = static_cast<double>(i) / sample_rate_;
    if (at + 1 < notes.size() && time >= notes[at + 1].begin) {
      ++at;
      // People reach for a note from below.
      if (notes[at].after_rest) pitch = notes[at].pitch - 0.5;
    }
    const SungNote& note = notes[at];
    const bool sounding = time >= note.begin && time < note.end;
    const bool ending = time >= note.end - kGapSeconds;
    const double target = !sounding ? 0.0 : ending ? note.loudness * (1.0 - note.gap) : note.loudness;
    loudness += swell * (target - loudness);
    pitch += glide * (note.pitch - pitch);
    // The deviation of this filtered noise is sqrt(step / 2) of what enters it.
    waver += waver_step * (random.uniform(-1.0, 1.0) * 0.1 / std::sqrt(waver_step) - waver);
    const double ripening = std::clamp((time - note.begin - 0.15) / 0.3, 0.0, 1.0);
    const double vibrato =
        vibrato_ * ripening * std::sin(2.0 * std::numbers::pi * vibrato_hertz_ * time + vibrato_phase);
    line.hertz[i] = static_cast<float>(hertz_of(pitch + vibrato + waver));
    line.loudness[i] = static_cast<float>(loudness);
  }
  return line;
}

Clip Performer::perform(const Melody& melody, Manner manner, Random& random) const {
  const double seconds = random.uniform(kLeastSeconds, kMostSeconds);
  const double center = manner == Manner::hum ? hum_pitch_ : whistle_pitch_;
  const VoiceLine line = draw_line(sing(melody, center, seconds, random), seconds, random);
  const std::vector<float> voice =
      manner == Manner::hum ? hum(line, hum_timbre_, random) : whistle(line, whistle_timbre_, random);
  Room room = room_;
  room.level_dbfs += random.uniform(-3.0, 3.0);
  return record(voice, sample_rate_, room, random);
}

}  // namespace earshot
