#pragma once

#include <onnx/onnx_pb.h>

namespace earshot {

/// Takes every batch norm that follows a convolution or a linear layer into their weights and biases (Jacob
/// et al. 2018, section 3.2), so that the graph computes the same with a node less.
void fold_batch_norms(onnx::GraphProto& graph);

}  // namespace earshot
