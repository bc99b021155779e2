#include <algorithm>
#include <filesystem>
#include <format>
#include <iostream>
#include <nlohmann/json.hpp>
#include <utility>

#include "commands/commands.h"
#include "commands/loaded_model.h"
#include "data/audio_file.h"
#include "data/files.h"
#include "data/label_track.h"
#include "error.h"
#include "report/detection_matching.h"
#include "report/detection_metrics.h"
#include "report/metrics_text.h"
#include "report/progress_line.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

struct StreamOptions {
  fs::path model;
  std::vector<fs::path> files;
  std::vector<fs::path> labels;
  std::vector<fs::path> outputs;
  double tolerance = kAnswerSeconds;
  bool json = false;
};

/// As many tracks as recordings, if any.
void check_tracks(const std::string& option, const std::vector<fs::path>& tracks,
                  const StreamOptions& options) {
  if (tracks.empty() || tracks.size() == options.files.size()) return;
  throw Error(std::format("{}: give one label track for each recording, in their order; there are {} for {}",
                          option, tracks.size(), options.files.size()));
}

std::vector<HeardRecording> listen(const LoadedModel& model, const StreamOptions& options) {
  std::vector<HeardRecording> recordings(options.files.size());
  for (std::size_t i = 0; i < options.labels.size(); ++i)
    recordings[i].truth = read_label_track(options.labels[i]);
  std::vector<AudioReader> readers(options.files.begin(), options.files.end());  // finds what is no recording
  RecordingListener listener(model);
  for (std::size_t i = 0; i < readers.size(); ++i) {
    recordings[i].seconds = static_cast<double>(readers[i].samples()) / readers[i].sample_rate();
    ProgressLine progress(options.files[i].filename().string() + ", seconds heard");
    recordings[i].detections = listener.detections(
        readers[i], [&](std::size_t done, std::size_t total) { progress.show(done, total); });
  }
  return recordings;
}

std::string name_of(Answer::Kind kind) {
  switch (kind) {
    case Answer::Kind::matched:
      return "matched";
    case Answer::Kind::wrong:
      return "wrong";
    case Answer::Kind::false_alarm:
      return "false alarm";
  }
  std::unreachable();
}

/// "wrong (7)"
std::string answer_text(const Answer& answer, const HeardRecording& recording) {
  const std::string name = name_of(answer.kind);
  if (!answer.truth || answer.kind == Answer::Kind::matched) return name;
  return std::format("{} ({})", name, recording.truth[*answer.truth].text);
}

/// A line a detection: when, what, how probable and, where the truth is known, what it answers. `answers` are
/// none where it is not.
std::string to_text(const std::vector<std::string>& labels, const HeardRecording& recording,
                    const std::vector<Answer>& answers) {
  if (recording.detections.empty()) return "  nothing was detected\n";
  const std::size_t widest = std::ranges::max(labels, {}, &std::string::size).size();
  std::string text;
  for (std::size_t i = 0; i < recording.detections.size(); ++i) {
    const Detection& detection = recording.detections[i];
    text += std::format("{:9.2f} s  {:<{}}  {:>8}", detection.time, labels[detection.label], widest,
                        percent(detection.probability));
    if (!answers.empty()) text += "  " + answer_text(answers[i], recording);
    text += '\n';
  }
  return text;
}

nlohmann::json to_json(const std::vector<std::string>& labels, const HeardRecording& recording,
                       const std::vector<Answer>& answers) {
  nlohmann::json detections = nlohmann::json::array();
  for (std::size_t i = 0; i < recording.detections.size(); ++i) {
    const Detection& detection = recording.detections[i];
    detections.push_back({{"time", detection.time},
                          {"label", labels[detection.label]},
                          {"probability", detection.probability}});
    if (answers.empty()) continue;
    detections.back()["answer"] = name_of(answers[i].kind);
    if (answers[i].truth) detections.back()["truth"] = recording.truth[*answers[i].truth].text;
  }
  return {{"seconds", recording.seconds}, {"detections", detections}};
}

/// Detections as moments of a label track.
std::vector<TrackLabel> track_of(const std::vector<std::string>& labels, const HeardRecording& recording) {
  std::vector<TrackLabel> track;
  for (const Detection& detection : recording.detections) {
    track.push_back({detection.time, detection.time, labels[detection.label]});
  }
  return track;
}

void stream(const StreamOptions& options) {
  check_tracks("--labels", options.labels, options);
  check_tracks("--output", options.outputs, options);
  const LoadedModel model(options.model);
  const ModelCard& card = model.card();
  const std::vector<HeardRecording> recordings = listen(model, options);
  const bool known = !options.labels.empty();

  nlohmann::json files = nlohmann::json::array();
  std::string text = card.name + ", " + model.verdict() + "\n";
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    const std::vector<Answer> answers =
        known ? match_detections(card, recordings[i], options.tolerance) : std::vector<Answer>{};
    nlohmann::json file = to_json(card.labels, recordings[i], answers);
    file["file"] = options.files[i].string();
    files.push_back(file);
    text += '\n' + options.files[i].string() + '\n' + to_text(card.labels, recordings[i], answers);
    if (!options.outputs.empty())
      write_file(options.outputs[i], label_track_text(track_of(card.labels, recordings[i])));
  }
  const nlohmann::json check = {{"difference", model.self_check_difference()},
                                {"verified", model.verified()}};
  nlohmann::json json = {{"model", card.name}, {"self_check", check}, {"files", files}};
  if (known) {
    const DetectionMetrics metrics = measure_detections(card, recordings, options.tolerance);
    json["metrics"] = to_json(metrics);
    text += '\n' + to_text(metrics);
  }
  std::cout << (options.json ? json.dump(2) + '\n' : text);
  require_verified(model);
}

}  // namespace

void add_stream_command(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("stream", "Listen through long recordings as the page listens to a microphone");
  const auto options = std::make_shared<StreamOptions>();
  command->add_option("MODEL", options->model, "Model file (.onnx)")->required();
  command->add_option("FILE", options->files, "Recordings (wav, flac, ogg ...) of any length at any rate")
      ->required();
  command->add_option("--labels", options->labels,
                      "What is in them: a label track (Audacity's: start, end and label, with tabs between "
                      "them) for each recording; measures the model");
  command->add_option("-o,--output", options->outputs,
                      "Label tracks to write, one for each recording: what was detected");
  command
      ->add_option("--tolerance", options->tolerance, "Seconds after a word's end in which an answer counts")
      ->check(CLI::Range(0.0, 60.0))
      ->capture_default_str();
  command->add_flag("--json", options->json, "Print JSON");
  command->footer(
      "Decisions are made as the model recommends (hop, smoothing, threshold, suppression, gate). Labels "
      "that are none of the model's are other sounds. "
      "docs/streams.md says what counts as an answer.\n\n"
      "Examples:\n"
      "  earshot stream digits.onnx evening.flac -o heard.txt\n"
      "  earshot make-stream digits.wav --words AudioMNIST/data --speakers 13 14 15 16\n"
      "  earshot stream digits.onnx digits.wav --labels digits.txt");
  command->callback([options] { stream(*options); });
}

}  // namespace earshot
