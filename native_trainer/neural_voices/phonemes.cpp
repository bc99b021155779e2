#include "neural_voices/phonemes.h"

#include <array>
#include <string_view>
#include <utility>

#include "data/program.h"
#include "error.h"

namespace earshot {
namespace {

/// espeak-ng's and Kokoro's symbols for the same sounds.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kSymbols = {{{"aɪ", "I"},
                                                                                     {"aʊ", "W"},
                                                                                     {"eɪ", "A"},
                                                                                     {"ɔɪ", "Y"},
                                                                                     {"oʊ", "O"},
                                                                                     {"əʊ", "Q"},
                                                                                     {"dʒ", "ʤ"},
                                                                                     {"tʃ", "ʧ"},
                                                                                     {"ɚ", "əɹ"},
                                                                                     {"ɐ", "ə"},
                                                                                     {"ɾ", "T"},
                                                                                     {"r", "ɹ"},
                                                                                     {"g", "ɡ"},
                                                                                     {"\u0329", ""}}};

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

}  // namespace

std::string phonemes_of(const std::string& word, Accent accent) {
  const bool american = accent == Accent::american;
  const ProgramResult result =
      run_program({"espeak-ng", "-q", "--ipa", "-v", american ? "en-us" : "en-gb", word});
  if (result.exit_code != 0 || result.output.empty()) {
    throw Error("espeak-ng cannot say how \"" + word + "\" is spoken: " + result.complaints);
  }
  std::string phonemes(reinterpret_cast<const char*>(result.output.data()), result.output.size());
  for (const auto& [ours, its] : kSymbols) replace_all(phonemes, ours, its);
  replace_all(phonemes, "\n", "");
  replace_all(phonemes, " ", "");
  // Kokoro's American English has no long vowels.
  if (american) replace_all(phonemes, "ː", "");
  return phonemes;
}

}  // namespace earshot
