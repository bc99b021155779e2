#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/model_card.h"
#include "model/network_outline.h"

namespace earshot {

/// A model file, read and found sound: its card and the names of the tensors that a backend needs.
struct ModelFile {
  std::string name;  ///< for messages
  ModelCard card;
  TensorInfo input;
  TensorInfo output;
  /// The value that the last linear layer takes; none where the network does not end with a linear
  /// layer, or is nothing else.
  std::optional<std::string> embedding = std::nullopt;
};

/// Reads the card and the graph's signature out of the bytes of an .onnx file, without any ONNX library.
/// Throws Error (or FieldError) when the bytes are not an ONNX model, carry no "earshot" card, the card is
/// not sound, or the card and the graph disagree: one input of {batch, input_shape...}, one output of {batch,
/// logit_count}. `name` is used in messages.
ModelFile read_model_file(std::span<const std::byte> bytes, std::string_view name);

/// The front end of a model of sound. Throws Error for a model of other numbers.
const FrontEndSpec& audio_front_end(const ModelFile& model);

}  // namespace earshot
