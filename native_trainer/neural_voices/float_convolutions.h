#pragma once

#include <onnx/onnx_pb.h>

namespace earshot {

/// Puts a Conv of floats in the place of every ConvInteger, with the same whole numbers in it: ONNX Runtime
/// computes that on CPUs several times as fast.
void make_convolutions_float(onnx::GraphProto& graph);

}  // namespace earshot
