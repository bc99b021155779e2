#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "audio/clip.h"
#include "data/progress.h"

namespace earshot {

/// How espeak-ng is to speak; the ranges are its own.
struct SyntheticVoice {
  std::string accent = "en-us";  ///< one of its English voices
  std::string variant = "";      ///< of the speaker, e.g. "f3"; empty: the plain voice
  int pitch = 50;                ///< 0 to 99
  int pitch_range = 50;          ///< 0 (monotone) to 99
  int words_per_minute = 160;
};

/// Speaks `text`: mono, 22050 Hz, without the silence around it. Throws Error when espeak-ng is missing or
/// fails.
Clip speak(const std::string& text, const SyntheticVoice& voice);

struct SyntheticDigitsSpec {
  int speakers = 20;  ///< at most synthetic_speaker_count()
  int takes = 8;      ///< of every digit by every speaker
  std::uint64_t seed = 1;
};

/// How many different voices there are to speak with.
int synthetic_speaker_count();

/// Makes a folder of spoken digits in AudioMNIST's layout, DIR/<speaker>/<digit>_<speaker>_<take>.wav: each
/// speaker has an accent, a timbre, a pitch and a pace, each take its own shade of them. The folder appears
/// under its name when it is complete. Throws Error when it exists already or espeak-ng is missing.
void synthesize_digits(const std::filesystem::path& folder, const SyntheticDigitsSpec& spec, int threads,
                       const ProgressFunction& progress = {});

struct SyntheticWordsSpec {
  int speakers = 40;  ///< at most synthetic_speaker_count()
  int words = 60;     ///< by every speaker, drawn from data/other_words.h
  std::uint64_t seed = 2;
};

/// Makes a folder of spoken words in Speech Commands' layout, DIR/<word>/<speaker>_nohash_<take>.wav, by
/// voices as those of synthesize_digits, likewise.
void synthesize_words(const std::filesystem::path& folder, const SyntheticWordsSpec& spec, int threads,
                      const ProgressFunction& progress = {});

/// Writes 0.wav ... 9.wav, the digits by one clear voice with a little silence around them, into `folder`.
void synthesize_samples(const std::filesystem::path& folder);

}  // namespace earshot
