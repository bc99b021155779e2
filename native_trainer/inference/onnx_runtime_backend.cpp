#include "inference/onnx_runtime_backend.h"

#include <fcntl.h>
#include <onnxruntime_cxx_api.h>
#include <unistd.h>

#include <array>
#include <cstdio>

#include "error.h"

namespace earshot {
namespace {

/// Sends stderr to nowhere while it lives: where ONNX Runtime shares libonnx with others, it prints hundreds
/// of harmless lines ("Schema error: ... already registered") as the first session begins.
class QuietStderr {
 public:
  QuietStderr() : saved_(dup(STDERR_FILENO)) {
    std::fflush(stderr);
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(nowhere, STDERR_FILENO);
    close(nowhere);
  }
  ~QuietStderr() {
    std::fflush(stderr);
    dup2(saved_, STDERR_FILENO);
    close(saved_);
  }
  QuietStderr(const QuietStderr&) = delete;
  QuietStderr& operator=(const QuietStderr&) = delete;

 private:
  int saved_;
};

Ort::Env& environment() {
  static Ort::Env env(ORT_LOGGING_LEVEL_FATAL, "earshot");
  return env;
}

}  // namespace

struct OnnxRuntimeBackend::State {
  Ort::Session session{nullptr};
  std::string input;
  std::string output;
  std::vector<std::int64_t> shape;  ///< with a batch of one
  std::size_t size = 1;
};

OnnxRuntimeBackend::OnnxRuntimeBackend(std::span<const std::byte> bytes, const ModelFile& model, int threads)
    : state_(std::make_unique<State>()) {
  state_->input = model.input.name;
  state_->output = model.output.name;
  state_->shape = model.card.input_shape;
  for (const std::int64_t extent : state_->shape) state_->size *= static_cast<std::size_t>(extent);
  state_->shape.insert(state_->shape.begin(), 1);
  try {
    const QuietStderr quiet;
    Ort::SessionOptions options;
    options.SetIntraOpNumThreads(threads);
    options.SetGraphOptimizationLevel(ORT_ENABLE_ALL);
    state_->session = Ort::Session(environment(), bytes.data(), bytes.size(), options);
  } catch (const Ort::Exception& error) {
    throw Error("ONNX Runtime refuses the model \"" + model.card.name + "\": " + error.what());
  }
}

OnnxRuntimeBackend::~OnnxRuntimeBackend() = default;

std::vector<float> OnnxRuntimeBackend::logits(const Features& features) {
  if (features.size() != state_->size) {
    throw Error("the features have " + std::to_string(features.size()) + " values, the network takes " +
                std::to_string(state_->size) + "; compute them with the model's own front end");
  }
  const Ort::MemoryInfo memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
  // The API takes a pointer to non-const data, which it does not write to.
  const Ort::Value input =
      Ort::Value::CreateTensor<float>(memory, const_cast<float*>(features.values.data()), features.size(),
                                      state_->shape.data(), state_->shape.size());
  const std::array input_names = {state_->input.c_str()};
  const std::array output_names = {state_->output.c_str()};
  try {
    const std::vector<Ort::Value> outputs = state_->session.Run(Ort::RunOptions(), input_names.data(), &input,
                                                                1, output_names.data(), output_names.size());
    const float* data = outputs.front().GetTensorData<float>();
    return {data, data + outputs.front().GetTensorTypeAndShapeInfo().GetElementCount()};
  } catch (const Ort::Exception& error) {
    throw Error(std::string("ONNX Runtime fails to run the model: ") + error.what());
  }
}

std::string OnnxRuntimeBackend::name() const {
  return "ONNX Runtime " + Ort::GetVersionString() + ", CPU";
}

}  // namespace earshot
