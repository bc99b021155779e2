#include "neural_voices/neural_recordings.h"

#include <array>
#include <format>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "data/digit_words.h"
#include "data/new_folder.h"
#include "data/other_words.h"
#include "data/parallel.h"
#include "neural_voices/phonemes.h"
#include "neural_voices/speaking_network.h"
#include "random.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDigits = 10;

struct Person {
  VoiceStyle style;
  Accent accent = Accent::american;
};

Accent accent_of(const std::string& voice) {
  return voice.front() == 'b' ? Accent::british : Accent::american;
}

/// Whose voice is the first of `names`, the second ... and after the last one a mixture of two.
Person draw_person(const fs::path& network, const std::vector<std::string>& names, std::size_t index,
                   Random& random) {
  if (index < names.size()) return {read_voice(network, names[index]), accent_of(names[index])};
  const std::size_t first = random.index(names.size());
  const std::size_t second = (first + 1 + random.index(names.size() - 1)) % names.size();
  const auto share = static_cast<float>(random.uniform(0.3, 0.7));
  return {mix(read_voice(network, names[first]), read_voice(network, names[second]), share),
          accent_of(names[share > 0.5f ? first : second])};
}

template <typename T>
void shuffle(std::vector<T>& values, Random& random) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[random.index(i)]);
}

/// In one breath, with a melody and a pace of its own.
std::vector<Clip> say(const SpeakingNetwork& network, const std::vector<std::string>& words,
                      const Person& person, Random& random) {
  static constexpr std::array kEnds = {". ", ". ", ". ", "; ", ", ", "! ", "? "};
  std::vector<SpokenWord> spoken;
  for (const std::string& word : words) {
    spoken.push_back({phonemes_of(word, person.accent), kEnds[random.index(kEnds.size())]});
  }
  return network.say(spoken, person.style, static_cast<float>(random.uniform(0.65, 1.05)));
}

}  // namespace

void synthesize_neural_recordings(const fs::path& folder, const fs::path& network,
                                  const NeuralRecordingsSpec& spec, int threads,
                                  const ProgressFunction& progress) {
  NewFolder made(folder);
  const std::vector<std::string> names = voice_names(network);
  std::vector<std::string> digits;
  for (std::size_t digit = 0; digit < kDigits; ++digit) digits.push_back(std::to_string(digit));
  for (const std::string& word : other_words()) fs::create_directories(made.aside() / "words" / word);

  ProgressCounter counter(progress, static_cast<std::size_t>(spec.speakers));
  parallel_for(static_cast<std::size_t>(spec.speakers), threads, [&] {
    return [&, voices = std::make_shared<SpeakingNetwork>(network)](std::size_t index) {
      Random random({spec.seed, index});
      const Person person = draw_person(network, names, index, random);
      const std::string speaker = std::format("{:03}", index + 1);
      fs::create_directories(made.aside() / "digits" / speaker);
      for (int take = 0; take < spec.takes; ++take) {
        std::vector<std::string> order = digits;
        shuffle(order, random);
        std::vector<std::string> words;
        for (const std::string& digit : order) words.push_back(*other_digit_name(digit));
        const std::vector<Clip> clips = say(*voices, words, person, random);
        for (std::size_t i = 0; i < clips.size(); ++i) {
          write_clip(made.aside() / "digits" / speaker / std::format("{}_{}_{}.wav", order[i], speaker, take),
                     clips[i]);
        }
      }
      std::vector<std::string> words;
      for (int i = 0; i < spec.words; ++i) words.push_back(other_words()[random.index(other_words().size())]);
      const std::vector<Clip> clips = say(*voices, words, person, random);
      for (std::size_t i = 0; i < clips.size(); ++i) {
        write_clip(made.aside() / "words" / words[i] / std::format("voice{}_nohash_{}.wav", speaker, i),
                   clips[i]);
      }
      counter.count_one();
    };
  });
  made.complete();
}

}  // namespace earshot
