#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/progress.h"

namespace earshot {

/// The data sets that the program can make by itself, so that a recipe runs anywhere.
enum class SyntheticData {
  digits,        ///< spoken by espeak-ng (data/synthetic_voices.h)
  digits_flite,  ///< by flite
  words,         ///< by espeak-ng, and no digits (data/other_words.h)
  words_flite,   ///< by flite
  songs,         ///< hummed and whistled (data/synthetic_songs.h)
};

/// As recipes name it: "digits", "digits-flite" ...
std::optional<SyntheticData> find_synthetic_data(std::string_view name);
std::vector<std::string> synthetic_data_names();

/// What making it is called, for a progress line: "Speaking digits".
const char* making(SyntheticData data);

/// The folder of the data set, with the defaults of its generator: made at the first call and kept for the
/// next, below $EARSHOT_CACHE or, where that is not set, ~/.cache/earshot. Throws Error when it cannot be
/// made.
std::filesystem::path synthetic_data_folder(SyntheticData data, int threads,
                                            const ProgressFunction& progress = {});

}  // namespace earshot
