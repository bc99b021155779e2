#include "inference/onnx_runtime_backend.h"

#include <array>
#include <utility>

#include "error.h"

namespace earshot {

OnnxRuntimeBackend::OnnxRuntimeBackend(std::span<const std::byte> bytes, const ModelFile& model, int threads)
    : session_(bytes, model.card.name, threads),
      input_(model.input.name),
      output_(model.output.name),
      shape_(model.card.input_shape),
      size_(static_cast<std::size_t>(model.card.input_count())) {
  shape_.insert(shape_.begin(), 1);
}

std::vector<float> OnnxRuntimeBackend::logits(const Features& features) {
  if (features.size() != size_) {
    throw Error("the features have " + std::to_string(features.size()) + " values, the network takes " +
                std::to_string(size_) + "; compute them with the model's own front end");
  }
  return std::move(session_.run(input_, shape_, features.values, std::array{output_}).front());
}

std::string OnnxRuntimeBackend::name() const {
  return onnx_runtime_version() + ", CPU";
}

}  // namespace earshot
