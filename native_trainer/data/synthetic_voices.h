#pragma once

#include <cstdint>
#include <filesystem>

#include "data/progress.h"
#include "data/speech.h"

namespace earshot {

struct SyntheticDigitsSpec {
  SpeechEngine engine = SpeechEngine::espeak_ng;
  int speakers = 20;  ///< at most voice_count(engine)
  int takes = 8;      ///< of every digit by every speaker
  std::uint64_t seed = 1;
};

/// Makes a folder of spoken digits in AudioMNIST's layout, DIR/<speaker>/<digit>_<speaker>_<take>.wav: each
/// speaker has an accent, a timbre, a pitch and a pace, each take its own shade of them. The folder appears
/// under its name when it is complete. Throws Error when it exists already or the engine is missing.
void synthesize_digits(const std::filesystem::path& folder, const SyntheticDigitsSpec& spec, int threads,
                       const ProgressFunction& progress = {});

struct SyntheticWordsSpec {
  SpeechEngine engine = SpeechEngine::espeak_ng;
  int speakers = 40;  ///< at most voice_count(engine)
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
