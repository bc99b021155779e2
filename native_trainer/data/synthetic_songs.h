#pragma once

#include <cstdint>
#include <filesystem>

#include "data/progress.h"

namespace earshot {

struct SyntheticSongsSpec {
  int participants = 80;
  int takes = 1;  ///< of every song by every participant, each hummed or whistled
  std::uint64_t seed = 1;
};

/// How many tunes there are.
int synthetic_song_count();

/// Makes a folder of hummed and whistled tunes (data/synthesis/melodies.h) in the layout of MLEnd Hums and
/// Whistles, DIR/S<participant>_<hum|whistle>_<take>_<song>.wav, of 15 to 20 s each: every participant has a
/// voice, a pace, an ear for pitch and a recorder, every take a key and mistakes. The folder appears under
/// its name when it is complete. Throws Error when it exists already.
void synthesize_songs(const std::filesystem::path& folder, const SyntheticSongsSpec& spec, int threads,
                      const ProgressFunction& progress = {});

}  // namespace earshot
