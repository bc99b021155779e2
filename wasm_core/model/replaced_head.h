#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/linear_head.h"
#include "model/model_card.h"
#include "model/model_file.h"

namespace earshot {

/// The bytes of an .onnx file of the same network with another last linear layer and another card: what
/// computed the logits from the embedding is gone with its numbers, whatever it was, and the output is as
/// wide as the head. `bytes` are those that `model` was read from, which must have an embedding.
std::vector<std::byte> replace_head(std::span<const std::byte> bytes, const ModelFile& model,
                                    const LinearHead& head, const ModelCard& card);

}  // namespace earshot
