#pragma once

#include <cstddef>
#include <span>

#include "experiment/data_part.h"
#include "model/known_sounds.h"
#include "model/model_file.h"

namespace earshot {

/// Embeddings of training examples for the model's card: up to 160 of its rejected labels, together, and up
/// to 400 of the others, of each label of a kind as many. The same each time. None where the network has no
/// embedding. `bytes` are those that `model` was read from.
KnownSounds find_known_sounds(std::span<const std::byte> bytes, const ModelFile& model,
                              const DataPart& training);

}  // namespace earshot
