#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/model_card.h"
#include "network/graph.h"

namespace earshot {

/// The operator set that models are written in: old enough for every ONNX Runtime Web since 1.12.
inline constexpr int kOnnxOpset = 17;

/// The bytes of an .onnx file: a graph from "features" {batch, input_shape...} to "logits" {batch,
/// output_shape...} and the card under "earshot" in its metadata, checked by onnx::checker.
std::vector<std::byte> write_onnx(const Graph& graph, const ModelCard& card);

}  // namespace earshot
