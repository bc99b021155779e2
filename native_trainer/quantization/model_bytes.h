#pragma once

#include <onnx/onnx_pb.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace earshot {

/// The model of an .onnx file. Throws Error when the bytes are none; `name` is used in the message.
onnx::ModelProto model_of(std::span<const std::byte> bytes, const std::string& name);
std::vector<std::byte> bytes_of(const onnx::ModelProto& model);

}  // namespace earshot
