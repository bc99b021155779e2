#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "audio/clip.h"
#include "data/audio_file.h"
#include "data/progress.h"
#include "features/front_end.h"
#include "inference/onnx_runtime_backend.h"
#include "model/decision.h"
#include "model/model_file.h"

namespace earshot {

/// A model file whose self-check was run on the backend that will be used.
class LoadedModel {
 public:
  /// Throws Error when the file is not a sound model.
  explicit LoadedModel(const std::filesystem::path& path);

  const ModelCard& card() const { return file_.card; }
  float self_check_difference() const { return self_check_difference_; }
  bool verified() const { return self_check_difference_ <= kSelfCheckTolerance; }
  /// "verified on ONNX Runtime 1.21, CPU: max difference 3e-06"
  std::string verdict() const;

 private:
  friend class ClipClassifier;
  friend class RecordingListener;

  std::vector<std::byte> bytes_;
  ModelFile file_;
  float self_check_difference_ = 0.0f;
  std::string backend_name_;
};

/// From a clip to logits; one for each thread.
class ClipClassifier {
 public:
  explicit ClipClassifier(const LoadedModel& model)
      : front_end_(audio_front_end(model.file_)), backend_(model.bytes_, model.file_) {}

  std::vector<float> logits(const Clip& clip) { return backend_.logits(front_end_.compute(clip)); }
  const FrontEnd& front_end() const { return front_end_; }
  std::string backend_name() const { return backend_.name(); }

 private:
  FrontEnd front_end_;
  OnnxRuntimeBackend backend_;
};

/// From a recording to what is heard in it.
class RecordingListener {
 public:
  explicit RecordingListener(const LoadedModel& model)
      : model_(model.file_), backend_(model.bytes_, model.file_) {}

  /// Decodes and listens piece by piece, as the page listens; `progress` counts seconds. Throws Error as
  /// AudioReader does.
  std::vector<Detection> detections(AudioReader& recording, const ProgressFunction& progress = {});

 private:
  const ModelFile& model_;
  OnnxRuntimeBackend backend_;
};

/// Exit status 1 when the self-check failed: says so on standard error and throws CLI::RuntimeError. Call it
/// last.
void require_verified(const LoadedModel& model);

}  // namespace earshot
