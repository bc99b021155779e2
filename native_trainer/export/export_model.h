#pragma once

#include <filesystem>
#include <vector>

#include "data/examples.h"
#include "model/model_card.h"
#include "network/network.h"

namespace earshot {

/// How far ONNX Runtime's logits may be from LibTorch's for a model to count as exported: absolutely where
/// logits are below 1, relative to the largest logit of the clip where they are above.
inline constexpr float kExportTolerance = 1e-4f;

struct ExportReport {
  ModelCard card;                   ///< as the file carries it
  std::size_t examples = 0;         ///< that both ran
  float largest_difference = 0.0f;  ///< of their logits, measured so
};

/// How far LibTorch's logits are from ONNX Runtime's on up to `most_examples` of `examples`, several at a
/// time in LibTorch, as kExportTolerance is meant. Of `card`, what export_model fills in may be missing.
float difference_of_runtimes(const Network& network, ModelCard card, const Examples& examples,
                             std::size_t most_examples);

/// Writes `network` as an .onnx file that carries `card`, whose input_shape, parameter_count and self-check
/// logits (of a model of sound) are filled in here. Before the file appears under its name it is read back as
/// any reader would, the self-check is run, and ONNX Runtime's logits are compared with LibTorch's on up to
/// `most_examples` of `examples`, evenly spread. Throws Error when they differ by more than kExportTolerance:
/// then nothing is written.
ExportReport export_model(const std::filesystem::path& path, const Network& network, ModelCard card,
                          const Examples& examples, std::size_t most_examples = 200);

}  // namespace earshot
