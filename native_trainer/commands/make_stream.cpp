#include <cstdint>
#include <filesystem>
#include <format>
#include <iostream>
#include <iterator>

#include "audio/wav.h"
#include "commands/commands.h"
#include "data/dataset.h"
#include "data/digit_words.h"
#include "data/files.h"
#include "data/folder_scan.h"
#include "data/labeled_stream.h"
#include "data/noise_recordings.h"
#include "error.h"
#include "experiment/work_options.h"
#include "report/progress_line.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

struct MakeStreamOptions {
  fs::path output;
  fs::path words;
  std::string layout = "auto";
  std::vector<std::string> speakers;
  std::string takes;
  std::vector<fs::path> others;
  std::vector<fs::path> noises;
  std::vector<double> snr_decibels;
  LabeledStreamSpec stream;
};

fs::path label_track_of(const fs::path& recording) {
  return fs::path(recording).replace_extension(".txt");
}

void check_output(const fs::path& output) {
  if (output.extension() != ".wav") {
    throw Error(output.string() + ": must end with .wav; its label track has the same name with .txt");
  }
  for (const fs::path& path : {output, label_track_of(output)}) {
    if (fs::exists(path)) throw Error(path.string() + ": exists already; remove it or choose another name");
  }
}

Dataset find_words(const MakeStreamOptions& options) {
  SourceSpec source;
  source.name = options.words.string();
  source.layout = options.layout;
  source.speakers = options.speakers;
  if (!options.takes.empty()) source.takes = NumberRanges::parse(options.takes);
  std::vector<std::string> notes;
  Dataset dataset = find_dataset({.sources = {source}}, options.words, notes);
  for (const std::string& note : notes) say_note(note);
  return dataset;
}

/// The clips of the folder whose class is none of the words.
std::vector<ClipFile> find_others(const fs::path& folder, const std::vector<std::string>& words) {
  FolderScan scan = scan_folder(folder, "auto");
  const std::size_t left_out = std::erase_if(
      scan.clips, [&](const ClipFile& clip) { return find_label(words, clip.label).has_value(); });
  if (scan.clips.empty()) throw Error(folder.string() + ": every clip is of a class that --words has, too");
  if (left_out > 0) {
    say_note(std::format("{}: {} clips left out of classes that are words", folder.string(), left_out));
  }
  return std::move(scan.clips);
}

/// The recordings that a path names, each with the name of its folder as its label.
std::vector<ClipFile> find_noises(const fs::path& path, const std::vector<std::string>& words) {
  std::vector<ClipFile> noises;
  for (const fs::path& file : find_noise_recordings(path)) {
    noises.push_back({.path = file, .label = fs::absolute(file).parent_path().filename().string()});
    if (find_label(words, noises.back().label)) {
      throw Error(file.string() + ": lies in a folder with the name of a word, and would be taken for one");
    }
  }
  return noises;
}

std::string summary(const LabeledStream& stream, const std::vector<std::string>& words) {
  const auto count = std::ranges::count_if(
      stream.labels, [&](const TrackLabel& label) { return std::ranges::contains(words, label.text); });
  return std::format("{} words and {} other sounds in {:.1f} minutes", count,
                     std::ssize(stream.labels) - count,
                     static_cast<double>(stream.sound.samples()) / stream.sound.sample_rate / 60.0);
}

void make_stream(const MakeStreamOptions& options) {
  check_output(options.output);
  const Dataset words = find_words(options);
  LabeledStreamSpec spec = options.stream;
  spec.words = words.clips;
  for (const fs::path& folder : options.others)
    std::ranges::move(find_others(folder, words.labels), std::back_inserter(spec.others));
  for (const fs::path& path : options.noises)
    std::ranges::move(find_noises(path, words.labels), std::back_inserter(spec.noises));
  if (!options.snr_decibels.empty()) {
    spec.snr_decibels = {options.snr_decibels[0], options.snr_decibels[1]};
    if (spec.snr_decibels.low > spec.snr_decibels.high) throw Error("--snr: LOW is above HIGH");
  }

  ProgressLine progress("Seconds of the stream made");
  const LabeledStream stream =
      make_labeled_stream(spec, [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  for (const std::string& note : stream.notes) say_note(note);
  write_file(label_track_of(options.output), label_track_text(stream.labels));
  write_file(options.output, write_wav(stream.sound));
  std::cout << options.output.string() << ": " << summary(stream, words.labels) << "; their times are in "
            << label_track_of(options.output).string() << '\n';
}

}  // namespace

void add_make_stream_command(CLI::App& app) {
  CLI::App* command = app.add_subcommand(
      "make-stream", "Make a long recording of clips, with a label track, for earshot stream");
  const auto options = std::make_shared<MakeStreamOptions>();
  LabeledStreamSpec& stream = options->stream;
  command
      ->add_option(
          "OUT", options->output,
          "The .wav file to write (16 kHz, mono); beside it a .txt, its label track. Must not exist yet")
      ->required();
  command->add_option("--words", options->words, "Folder of recordings of the words")->required();
  command->add_option("--layout", options->layout, layout_help())->capture_default_str();
  command->add_option("--speakers", options->speakers, "Only words of these speakers")->delimiter(',');
  command->add_option("--takes", options->takes, "Only these takes of words, e.g. 0-4");
  command->add_option("--others", options->others,
                      "Folders of recordings of other words; classes that --words has are left out");
  command->add_option("--noise", options->noises,
                      "Recordings of other sounds and folders of them: excerpts of all come in between; "
                      "those of 20 s or more are backgrounds, too (default: pink noise)");
  command->add_option("--minutes", stream.minutes, "How long it is")
      ->check(CLI::Range(0.1, 60.0))
      ->capture_default_str();
  command
      ->add_option(
          "--snr", options->snr_decibels,
          "Lowest and highest signal-to-noise ratio of words over the background, dB (default: 5 25)")
      ->expected(2)
      ->check(CLI::Range(-20.0, 100.0))
      ->type_name("LOW HIGH");
  command->add_option("--seed", stream.seed, "Other seeds give other streams")->capture_default_str();
  command->footer(
      "Examples:\n"
      "  earshot make-stream digits.wav --words AudioMNIST/data --speakers 13 14 15 16\n"
      "  earshot make-stream hour.wav --words fsdd --takes 0-4 --others speech_commands \\\n"
      "    --noise ESC-10 speech_commands/_background_noise_ --minutes 60 --snr 0 20");
  command->callback([options] { make_stream(*options); });
}

}  // namespace earshot
