#pragma once

#include <cstdint>
#include <filesystem>

#include "data/progress.h"

namespace earshot {

struct NeuralRecordingsSpec {
  int speakers = 120;  ///< the network's own voices first, then mixtures of two of them
  int takes = 2;       ///< of every digit by every speaker
  int words = 10;      ///< other words by every speaker, drawn from data/other_words.h
  std::uint64_t seed = 3;
};

/// Makes a folder of what people say whose voices a network has learned (neural_voices/speaking_network.h):
/// digits/ in AudioMNIST's layout, words/ in Speech Commands'. `network` is the folder of Kokoro. The folder
/// appears under its name when it is complete. Throws Error when it exists already, or the network or
/// espeak-ng is missing.
void synthesize_neural_recordings(const std::filesystem::path& folder, const std::filesystem::path& network,
                                  const NeuralRecordingsSpec& spec, int threads,
                                  const ProgressFunction& progress = {});

}  // namespace earshot
