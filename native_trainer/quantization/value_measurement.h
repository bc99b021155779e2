#pragma once

#include <onnx/onnx_pb.h>

#include <cstddef>
#include <map>
#include <span>
#include <string>

#include "data/examples.h"
#include "quantization/value_histogram.h"

namespace earshot {

/// What `values` inside a model come to over up to `most_examples` of `examples`, evenly spread, as training
/// meets them in an epoch. Throws Error where one is not finite.
std::map<std::string, ValueHistogram> measure_values(const onnx::ModelProto& model,
                                                     std::span<const std::string> values,
                                                     const Examples& examples, std::size_t most_examples);

}  // namespace earshot
