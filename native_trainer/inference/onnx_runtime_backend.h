#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "inference/onnx_session.h"
#include "model/backend.h"
#include "model/model_file.h"

namespace earshot {

/// ONNX Runtime on the CPU. Not for several threads at once.
class OnnxRuntimeBackend : public Backend {
 public:
  /// `bytes` are those that `model` was read from (read_model_file); they are not needed afterwards.
  /// `threads` compute one clip; 0 leaves the choice to the runtime. Throws Error when the runtime refuses
  /// the model.
  OnnxRuntimeBackend(std::span<const std::byte> bytes, const ModelFile& model, int threads = 1);

  std::vector<float> logits(const Features& features) override;
  std::string name() const override;

 private:
  OnnxSession session_;
  std::string input_;
  std::string output_;
  std::vector<std::int64_t> shape_;  ///< with a batch of one
  std::size_t size_;
};

}  // namespace earshot
