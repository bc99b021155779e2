#pragma once

#include <cstddef>
#include <span>

#include "experiment/data_part.h"
#include "model/model_file.h"
#include "model/negatives.h"

namespace earshot {

/// Embeddings of training examples for the model's card: up to 64 of its rejected labels, together, and up to
/// 64 of the others, of each as many. The same each time. None where the network has no embedding. `bytes`
/// are those that `model` was read from.
Negatives find_negatives(std::span<const std::byte> bytes, const ModelFile& model, const DataPart& training);

}  // namespace earshot
