#include "data/synthetic_voices.h"

#include <array>
#include <format>
#include <vector>

#include "data/digit_words.h"
#include "data/new_folder.h"
#include "data/other_words.h"
#include "data/parallel.h"
#include "data/speech.h"
#include "error.h"
#include "random.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

constexpr int kDigits = 10;

/// By the voice as it is on one of many occasions.
Clip speak_word(const std::string& word, const SyntheticVoice& voice, Random& random) {
  // The end of the sentence gives the word its melody.
  static constexpr std::array kEnds = {".", ",", "!", "?"};
  const std::string text = word + kEnds[random.index(kEnds.size())];
  return speak(text, vary(voice, random));
}

}  // namespace

void synthesize_digits(const fs::path& folder, const SyntheticDigitsSpec& spec, int threads,
                       const ProgressFunction& progress) {
  NewFolder made(folder);
  const std::vector<SyntheticVoice> voices = draw_voices(spec.engine, spec.speakers, spec.seed);
  std::vector<std::string> names;
  for (int speaker = 1; speaker <= spec.speakers; ++speaker) names.push_back(std::format("{:02}", speaker));
  for (const std::string& name : names) fs::create_directories(made.aside() / name);

  const auto per_speaker = static_cast<std::size_t>(kDigits * spec.takes);
  const std::size_t clips = voices.size() * per_speaker;
  ProgressCounter counter(progress, clips);
  parallel_for(clips, threads, [&] {
    return [&](std::size_t i) {
      const std::size_t speaker = i / per_speaker;
      const std::size_t take = i % per_speaker / kDigits;
      const std::string digit = std::to_string(i % kDigits);
      Random random({spec.seed, i});
      const Clip clip = speak_word(*other_digit_name(digit), voices[speaker], random);
      write_clip(made.aside() / names[speaker] / std::format("{}_{}_{}.wav", digit, names[speaker], take),
                 clip);
      counter.count_one();
    };
  });
  made.complete();
}

void synthesize_words(const fs::path& folder, const SyntheticWordsSpec& spec, int threads,
                      const ProgressFunction& progress) {
  NewFolder made(folder);
  const std::vector<SyntheticVoice> voices = draw_voices(spec.engine, spec.speakers, spec.seed);
  const auto per_speaker = static_cast<std::size_t>(spec.words);
  const std::size_t clips = voices.size() * per_speaker;
  for (const std::string& word : other_words()) fs::create_directories(made.aside() / word);
  ProgressCounter counter(progress, clips);
  parallel_for(clips, threads, [&] {
    return [&](std::size_t i) {
      const std::size_t speaker = i / per_speaker;
      const std::size_t take = i % per_speaker;
      Random random({spec.seed, i});
      const std::string& word = other_words()[random.index(other_words().size())];
      write_clip(made.aside() / word / std::format("voice{:03}_nohash_{}.wav", speaker + 1, take),
                 speak_word(word, voices[speaker], random));
      counter.count_one();
    };
  });
  made.complete();
}

void synthesize_samples(const fs::path& folder) {
  fs::create_directories(folder);
  const SyntheticVoice voice{.name = "en-us+m3"};
  for (int digit = 0; digit < kDigits; ++digit) {
    const std::string name = std::to_string(digit);
    Clip clip = speak(*other_digit_name(name) + ".", voice);
    std::vector<float>& samples = clip.channels.front();
    const auto pause = static_cast<std::size_t>(0.15 * clip.sample_rate);
    samples.insert(samples.begin(), pause, 0.0f);
    samples.resize(samples.size() + pause);
    write_clip(folder / (name + ".wav"), clip);
  }
}

}  // namespace earshot
