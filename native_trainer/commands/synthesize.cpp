#include <iostream>

#include "commands/commands.h"
#include "data/parallel.h"
#include "data/synthetic_voices.h"
#include "report/progress_line.h"

namespace earshot {
namespace {

struct SynthesizeOptions {
  std::filesystem::path output;
  std::filesystem::path samples;
  SyntheticDigitsSpec digits;
  int jobs = hardware_threads();
};

void synthesize(const SynthesizeOptions& options) {
  if (!options.output.empty()) {
    ProgressLine progress("Speaking digits");
    synthesize_digits(options.output, options.digits, options.jobs,
                      [&](std::size_t done, std::size_t total) { progress.show(done, total); });
    std::cout << options.output.string() << ": " << options.digits.speakers << " speakers, 10 digits, "
              << options.digits.takes << " takes each\n";
  }
  if (!options.samples.empty()) {
    synthesize_samples(options.samples);
    std::cout << options.samples.string() << ": 0.wav to 9.wav\n";
  }
}

}  // namespace

void add_synthesize_command(CLI::App& app) {
  CLI::App* command = app.add_subcommand("synthesize", "Make recordings of spoken digits with espeak-ng");
  const auto options = std::make_shared<SynthesizeOptions>();
  CLI::Option_group* target = command->add_option_group("what to make (at least one)");
  target->add_option("--out", options->output,
                     "Folder for a data set in AudioMNIST's layout; must not exist yet");
  target->add_option("--samples", options->samples, "Folder for 0.wav to 9.wav, spoken by one clear voice");
  target->require_option(1, 2);
  command->add_option("--speakers", options->digits.speakers, "Speakers of the data set")
      ->check(CLI::Range(1, synthetic_speaker_count()))
      ->capture_default_str();
  command->add_option("--takes", options->digits.takes, "Takes of each digit by each speaker")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--seed", options->digits.seed, "Other seeds give other voices")->capture_default_str();
  command->add_option("--jobs", options->jobs, "Voices that speak at once")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->footer(
      "Examples:\n  earshot synthesize --out digits --speakers 20 --takes 8\n  earshot synthesize --samples "
      "samples");
  command->callback([options] { synthesize(*options); });
}

}  // namespace earshot
