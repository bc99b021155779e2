#pragma once

#include <onnx/onnx_pb.h>

#include <map>
#include <string>
#include <vector>

#include "quantization/value_histogram.h"

namespace earshot {

/// The values of a graph that convolutions, linear layers and sums take and give, but for the logits: those
/// to be rounded to 8 bits. A ReLU behind a convolution or a sum counts with it.
std::vector<std::string> values_to_quantize(onnx::GraphProto& graph);

/// Brings the values named in `ranges` to 256 steps of equal size over their range, zero among them, by a
/// pair of QuantizeLinear and DequantizeLinear, and the weights of convolutions and linear layers to 8 bits,
/// with a step of its own for each output: y = step (q - zero) (Jacob et al. 2018, section 2). ONNX Runtime
/// computes with the small numbers themselves what lies between such pairs. Batch norms must have been
/// folded.
void quantize_graph(onnx::GraphProto& graph, const std::map<std::string, ValueRange>& ranges);

}  // namespace earshot
