#include "data/speech.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <utility>

#include "audio/wav.h"
#include "data/program.h"
#include "error.h"

namespace earshot {
namespace {

/// Of espeak-ng.
constexpr std::array kAccents = {"en-us",     "en-gb",          "en-gb-x-rp", "en-gb-scotland",
                                 "en-us-nyc", "en-gb-x-gbclan", "en-029"};

/// espeak-ng's voice variants that a model trained on recordings of people understands.
constexpr std::array kVariants = {"m1",      "f1",     "m2",    "f2",    "m3",    "f3",   "m4",
                                  "f4",      "m5",     "f5",    "m6",    "m7",    "m8",   "Alex",
                                  "Annie",   "Andrea", "ed",    "linda", "Gene",  "Lee",  "Michael",
                                  "belinda", "Mike",   "steph", "rob",   "anika", "adam", "david"};

/// Of flite, those of 16000 Hz.
constexpr std::array kFliteVoices = {"awb", "kal16", "rms", "slt"};

/// Every accent with every variant.
std::vector<std::string> espeak_voices() {
  std::vector<std::string> names;
  for (const char* accent : kAccents) {
    for (const char* variant : kVariants) names.push_back(std::format("{}+{}", accent, variant));
  }
  return names;
}

std::vector<std::string> voice_names(SpeechEngine engine) {
  switch (engine) {
    case SpeechEngine::espeak_ng:
      return espeak_voices();
    case SpeechEngine::flite:
      return {kFliteVoices.begin(), kFliteVoices.end()};
  }
  std::unreachable();
}

/// Both write to a file by name, so that its header has the sizes.
std::vector<std::string> command_line(const std::string& text, const SyntheticVoice& voice) {
  switch (voice.engine) {
    case SpeechEngine::espeak_ng:
      return {"espeak-ng",
              "-D",
              "-z",
              "-v",
              voice.name,
              "-p",
              std::to_string(voice.pitch),
              "-P",
              std::to_string(voice.pitch_range),
              "-s",
              std::to_string(voice.words_per_minute),
              "-w",
              "/dev/stdout",
              text};
    case SpeechEngine::flite: {
      const double shift = 1.0 + 0.4 * (voice.pitch - 50) / 100.0;
      // kal16 takes its mean pitch in Hz; awb and slt take a factor, and rms neither.
      return {"flite",
              "-voice",
              voice.name,
              "--setf",
              std::format("duration_stretch={:.2f}", 160.0 / voice.words_per_minute),
              "--setf",
              std::format("f0_shift={:.2f}", shift),
              "--setf",
              std::format("int_f0_target_mean={:.0f}", 100.0 * shift),
              "-t",
              text,
              "-o",
              "/dev/stdout"};
    }
  }
  std::unreachable();
}

/// Cuts away what is below a hundredth of the peak at both ends, but for 20 ms.
void trim(Clip& clip) {
  std::vector<float>& samples = clip.channels.front();
  float peak = 0.0f;
  for (const float x : samples) peak = std::max(peak, std::abs(x));
  const auto heard = [&](float x) { return std::abs(x) > 0.01f * peak; };
  const std::ptrdiff_t margin = clip.sample_rate / 50;
  const auto begin = std::ranges::find_if(samples, heard) - samples.begin() - margin;
  const auto end = std::find_if(samples.rbegin(), samples.rend(), heard).base() - samples.begin() + margin;
  samples.resize(static_cast<std::size_t>(std::min(end, std::ssize(samples))));
  samples.erase(samples.begin(), samples.begin() + std::max<std::ptrdiff_t>(begin, 0));
}

}  // namespace

const char* to_string(SpeechEngine engine) {
  switch (engine) {
    case SpeechEngine::espeak_ng:
      return "espeak-ng";
    case SpeechEngine::flite:
      return "flite";
  }
  std::unreachable();
}

Clip speak(const std::string& text, const SyntheticVoice& voice) {
  const std::string engine = to_string(voice.engine);
  const ProgramResult result = run_program(command_line(text, voice));
  if (result.exit_code != 0 || result.output.empty()) {
    throw Error(engine + " cannot speak with voice " + voice.name + ": " + result.complaints);
  }
  Clip clip = read_wav(result.output, engine + "'s output");
  trim(clip);
  return clip;
}

int voice_count(SpeechEngine engine) {
  return static_cast<int>(voice_names(engine).size());
}

std::vector<SyntheticVoice> draw_voices(SpeechEngine engine, int count, std::uint64_t seed) {
  std::vector<SyntheticVoice> voices;
  for (const std::string& name : voice_names(engine)) voices.push_back({.engine = engine, .name = name});
  Random random({seed});
  for (std::size_t i = voices.size() - 1; i > 0; --i) std::swap(voices[i], voices[random.index(i + 1)]);
  voices.resize(static_cast<std::size_t>(count));
  for (SyntheticVoice& voice : voices) {
    voice.pitch = static_cast<int>(random.uniform(20, 75));
    voice.pitch_range = static_cast<int>(random.uniform(25, 75));
    voice.words_per_minute = static_cast<int>(random.uniform(125, 195));
  }
  return voices;
}

SyntheticVoice vary(SyntheticVoice voice, Random& random) {
  const auto around = [&](int value, double share) {
    return static_cast<int>(std::lround(value * random.uniform(1.0 - share, 1.0 + share)));
  };
  voice.pitch = std::clamp(around(voice.pitch, 0.2), 0, 99);
  voice.pitch_range = std::clamp(around(voice.pitch_range, 0.4), 0, 99);
  voice.words_per_minute = around(voice.words_per_minute, 0.2);
  return voice;
}

}  // namespace earshot
