#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audio/clip.h"
#include "random.h"

namespace earshot {

/// A program that speaks.
enum class SpeechEngine {
  espeak_ng,  ///< computes formants: many accents and voices
  flite,      ///< has learned from recordings: a few voices that sound more like people
};

/// "espeak-ng" or "flite".
const char* to_string(SpeechEngine engine);

struct SyntheticVoice {
  SpeechEngine engine = SpeechEngine::espeak_ng;
  std::string name = "en-us";  ///< as the engine calls it, e.g. "en-us+f3" or "slt"
  int pitch = 50;              ///< 0 to 99; 50 is the voice's own, which flite's rms always keeps
  int pitch_range = 50;        ///< 0 (monotone) to 99; espeak-ng alone has it
  int words_per_minute = 160;
};

/// Speaks `text`: mono, 22050 Hz (espeak-ng) or 16000 Hz (flite), without the silence around it. Throws Error
/// when the engine is missing or fails.
Clip speak(const std::string& text, const SyntheticVoice& voice);

/// How many English voices an engine has to speak with.
int voice_count(SpeechEngine engine);

/// Different voices, at most voice_count, with a pitch and a pace each.
std::vector<SyntheticVoice> draw_voices(SpeechEngine engine, int count, std::uint64_t seed);

/// The same voice on another occasion.
SyntheticVoice vary(SyntheticVoice voice, Random& random);

}  // namespace earshot
