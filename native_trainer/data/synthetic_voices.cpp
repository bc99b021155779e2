#include "data/synthetic_voices.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <vector>

#include "audio/wav.h"
#include "data/digit_words.h"
#include "data/new_folder.h"
#include "data/other_words.h"
#include "data/parallel.h"
#include "data/program.h"
#include "data/random.h"
#include "error.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

constexpr int kDigits = 10;

constexpr std::array kAccents = {"en-us",     "en-gb",          "en-gb-x-rp", "en-gb-scotland",
                                 "en-us-nyc", "en-gb-x-gbclan", "en-029"};

/// espeak-ng's voice variants that a model trained on recordings of people understands.
constexpr std::array kVariants = {"m1",      "f1",     "m2",    "f2",    "m3",    "f3",   "m4",
                                  "f4",      "m5",     "f5",    "m6",    "m7",    "m8",   "Alex",
                                  "Annie",   "Andrea", "ed",    "linda", "Gene",  "Lee",  "Michael",
                                  "belinda", "Mike",   "steph", "rob",   "anika", "adam", "david"};

/// Every accent with every variant, in an order drawn from the seed.
std::vector<SyntheticVoice> draw_voices(int speakers, std::uint64_t seed) {
  std::vector<SyntheticVoice> voices;
  for (const char* accent : kAccents) {
    for (const char* variant : kVariants) voices.push_back({.accent = accent, .variant = variant});
  }
  Random random({seed});
  for (std::size_t i = voices.size() - 1; i > 0; --i) std::swap(voices[i], voices[random.index(i + 1)]);
  voices.resize(static_cast<std::size_t>(speakers));
  for (SyntheticVoice& voice : voices) {
    voice.pitch = static_cast<int>(random.uniform(20, 75));
    voice.pitch_range = static_cast<int>(random.uniform(25, 75));
    voice.words_per_minute = static_cast<int>(random.uniform(125, 195));
  }
  return voices;
}

/// The same voice on another occasion.
SyntheticVoice vary(SyntheticVoice voice, Random& random) {
  const auto around = [&](int value, double share) {
    return static_cast<int>(std::lround(value * random.uniform(1.0 - share, 1.0 + share)));
  };
  voice.pitch = std::clamp(around(voice.pitch, 0.2), 0, 99);
  voice.pitch_range = std::clamp(around(voice.pitch_range, 0.4), 0, 99);
  voice.words_per_minute = around(voice.words_per_minute, 0.2);
  return voice;
}

/// Cuts away what is below a hundredth of the peak at both ends, but for 20 ms.
void trim(Clip& clip) {
  std::vector<float>& samples = clip.channels.front();
  float peak = 0.0f;
  for (const float x : samples) peak = std::max(peak, std::abs(x));
  const auto heard = [&](float x) { return std::abs(x) > 0.01f * peak; };
  const std::ptrdiff_t margin = clip.sample_rate / 50;
  const auto begin = std::ranges::find_if(samples, heard) - samples.begin() - margin;
  const auto end = std::find_if(samples.rbegin(), samples.rend(), heard).base() - samples.begin() + margin;
  samples.resize(static_cast<std::size_t>(std::min(end, std::ssize(samples))));
  samples.erase(samples.begin(), samples.begin() + std::max<std::ptrdiff_t>(begin, 0));
}

/// By the voice as it is on one of many occasions.
Clip speak_word(const std::string& word, const SyntheticVoice& voice, Random& random) {
  // The end of the sentence gives the word its melody.
  static constexpr std::array kEnds = {".", ",", "!", "?"};
  const std::string text = word + kEnds[random.index(kEnds.size())];
  return speak(text, vary(voice, random));
}

}  // namespace

Clip speak(const std::string& text, const SyntheticVoice& voice) {
  const std::string name = voice.accent + (voice.variant.empty() ? "" : "+" + voice.variant);
  // Writing to a file by name, it fills in the sizes that its header has; with --stdout it cannot.
  const ProgramResult result =
      run_program({"espeak-ng", "-D", "-z", "-v", name, "-p", std::to_string(voice.pitch), "-P",
                   std::to_string(voice.pitch_range), "-s", std::to_string(voice.words_per_minute), "-w",
                   "/dev/stdout", text});
  if (result.exit_code != 0 || result.output.empty()) {
    throw Error("espeak-ng cannot speak with voice " + name + ": " + result.complaints);
  }
  Clip clip = read_wav(result.output, "espeak-ng's output");
  trim(clip);
  return clip;
}

int synthetic_speaker_count() {
  return static_cast<int>(kAccents.size() * kVariants.size());
}

void synthesize_digits(const fs::path& folder, const SyntheticDigitsSpec& spec, int threads,
                       const ProgressFunction& progress) {
  NewFolder made(folder);
  const std::vector<SyntheticVoice> voices = draw_voices(spec.speakers, spec.seed);
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
  const std::vector<SyntheticVoice> voices = draw_voices(spec.speakers, spec.seed);
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
  const SyntheticVoice voice{.accent = "en-us", .variant = "m3", .words_per_minute = 160};
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
