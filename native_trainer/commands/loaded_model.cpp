#include "commands/loaded_model.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <format>
#include <iostream>
#include <iterator>

#include "data/files.h"
#include "inference/stream_detector.h"

namespace earshot {

LoadedModel::LoadedModel(const std::filesystem::path& path)
    : bytes_(read_file(path)), file_(read_model_file(bytes_, path.string())) {
  ClipClassifier classifier(*this);
  const SelfCheck& check = card().self_check;
  const Clip signal = self_check_signal(check, audio_front_end(file_).sample_rate);
  self_check_difference_ = earshot::self_check_difference(check, classifier.logits(signal));
  backend_name_ = classifier.backend_name();
}

std::string LoadedModel::verdict() const {
  return std::format("{} on {}: max difference {:.1g}", verified() ? "verified" : "NOT VERIFIED",
                     backend_name_, self_check_difference_);
}

std::vector<Detection> RecordingListener::detections(AudioReader& recording,
                                                     const ProgressFunction& progress) {
  StreamDetector detector(model_, backend_, recording.sample_rate());
  const auto second = static_cast<std::size_t>(recording.sample_rate());
  const std::size_t seconds = (recording.samples() + second - 1) / second;
  std::vector<Detection> detections;
  for (std::size_t done = 1; done <= seconds; ++done) {
    std::ranges::copy(detector.push(mix_down(recording.read(second))), std::back_inserter(detections));
    if (progress) progress(done, seconds);
  }
  std::ranges::copy(detector.finish(), std::back_inserter(detections));
  return detections;
}

void require_verified(const LoadedModel& model) {
  if (model.verified()) return;
  std::cerr << "earshot: the model's self-check failed: " << model.verdict()
            << "; its results here are not those of its training\n";
  throw CLI::RuntimeError(1);
}

}  // namespace earshot
