#include "quantization/model_bytes.h"

#include "error.h"

namespace earshot {

onnx::ModelProto model_of(std::span<const std::byte> bytes, const std::string& name) {
  onnx::ModelProto model;
  if (!model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    throw Error(name + ": is not an ONNX model, or is cut short");
  }
  return model;
}

std::vector<std::byte> bytes_of(const onnx::ModelProto& model) {
  std::vector<std::byte> bytes(model.ByteSizeLong());
  model.SerializeToArray(bytes.data(), static_cast<int>(bytes.size()));
  return bytes;
}

}  // namespace earshot
