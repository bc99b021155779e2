#pragma once

#include <string>

namespace earshot {

enum class Accent { american, british };

/// How a word is spoken, as espeak-ng has it, in the symbols that Kokoro learned from: those of the IPA with
/// a letter for each diphthong (https://github.com/hexgrad/misaki/blob/main/EN_PHONES.md). UTF-8. Throws
/// Error when espeak-ng is missing or fails.
std::string phonemes_of(const std::string& word, Accent accent);

}  // namespace earshot
