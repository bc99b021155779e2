#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "data/examples.h"
#include "model/model_file.h"

namespace earshot {

/// What gets 8 bits. Activations are the values between layers. With them ONNX Runtime computes convolutions
/// of many channels faster, but depthwise ones slower in the page; weights alone make the smaller file, whose
/// logits are nearer to the original's.
enum class QuantizationScope { weights, weights_and_activations };

/// How far the logits of a quantized network are from those of the original.
struct LogitDifferences {
  double typical = 0.0;  ///< root mean square
  double largest = 0.0;
  std::size_t examples = 0;  ///< that both ran
};

struct QuantizedModel {
  std::vector<std::byte> bytes = {};  ///< an .onnx file; the card is still that of the original
  /// The share of the activations met in calibration that the steps of 8 bits reach; the others count as the
  /// nearest. None where only weights are quantized.
  std::optional<double> share = {};
  LogitDifferences differences = {};
};

/// The network of a model file with numbers of 8 bits, in ONNX's form of QuantizeLinear and DequantizeLinear,
/// and with batch norms folded. The ranges of activations come from up to kCalibrationExamples of
/// `calibration`. How many rare values they leave out is decided on up to 1000 examples of `compared`: by the
/// smallest typical difference of the logits. `bytes` are those that `model` was read from. Throws Error when
/// the model is quantized already, has nothing to quantize, or computes a value that is not finite.
QuantizedModel quantize_model(std::span<const std::byte> bytes, const ModelFile& model,
                              QuantizationScope scope, const Examples& calibration, const Examples& compared);

inline constexpr std::size_t kCalibrationExamples = 300;

/// The model file with another card, whose self-check logits (of a model of sound) are computed here, as the
/// network gives them on ONNX Runtime. Throws Error when network and card do not fit each other.
std::vector<std::byte> with_card(std::span<const std::byte> bytes, ModelCard card);

}  // namespace earshot
