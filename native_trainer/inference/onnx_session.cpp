#include "inference/onnx_session.h"

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

/// `values` as they lie there.
template <typename T>
Ort::Value tensor_of(std::span<const T> values, const std::vector<std::int64_t>& shape) {
  const Ort::MemoryInfo memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
  // The API takes a pointer to non-const data, which it does not write to.
  return Ort::Value::CreateTensor<T>(memory, const_cast<T*>(values.data()), values.size(), shape.data(),
                                     shape.size());
}

}  // namespace

struct OnnxSession::State {
  Ort::Session session{nullptr};
};

OnnxSession::OnnxSession(std::span<const std::byte> bytes, const std::string& name, int threads)
    : state_(std::make_unique<State>()) {
  try {
    const QuietStderr quiet;
    Ort::SessionOptions options;
    options.SetIntraOpNumThreads(threads);
    options.SetGraphOptimizationLevel(ORT_ENABLE_ALL);
    // On x86-64 without VNNI the fast product of 8-bit numbers overflows; with this it takes a slower one
    // there.
    options.AddConfigEntry("session.x64quantprecision", "1");
    state_->session = Ort::Session(environment(), bytes.data(), bytes.size(), options);
  } catch (const Ort::Exception& error) {
    throw Error("ONNX Runtime refuses the model \"" + name + "\": " + error.what());
  }
}

OnnxSession::~OnnxSession() = default;
OnnxSession::OnnxSession(OnnxSession&&) noexcept = default;

std::vector<std::vector<float>> OnnxSession::run(const std::string& input,
                                                 std::span<const std::int64_t> shape,
                                                 std::span<const float> values,
                                                 std::span<const std::string> outputs) const {
  return run(std::array{OnnxInput{input, {shape.begin(), shape.end()}, values}}, outputs);
}

std::vector<std::vector<float>> OnnxSession::run(std::span<const OnnxInput> inputs,
                                                 std::span<const std::string> outputs) const {
  std::vector<const char*> input_names;
  std::vector<Ort::Value> tensors;
  for (const OnnxInput& input : inputs) {
    input_names.push_back(input.name.c_str());
    tensors.push_back(std::visit([&](auto values) { return tensor_of(values, input.shape); }, input.values));
  }
  std::vector<const char*> output_names;
  for (const std::string& output : outputs) output_names.push_back(output.c_str());
  std::vector<std::vector<float>> results;
  try {
    for (const Ort::Value& result :
         state_->session.Run(Ort::RunOptions(), input_names.data(), tensors.data(), tensors.size(),
                             output_names.data(), output_names.size())) {
      const float* data = result.GetTensorData<float>();
      results.emplace_back(data, data + result.GetTensorTypeAndShapeInfo().GetElementCount());
    }
  } catch (const Ort::Exception& error) {
    throw Error(std::string("ONNX Runtime fails to run the model: ") + error.what());
  }
  return results;
}

std::string onnx_runtime_version() {
  return "ONNX Runtime " + Ort::GetVersionString();
}

}  // namespace earshot
