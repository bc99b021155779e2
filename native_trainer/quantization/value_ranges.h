#pragma once

#include <onnx/onnx_pb.h>

#include <map>
#include <span>
#include <string>
#include <vector>

#include "data/examples.h"

namespace earshot {

/// How often the values of a graph are how large.
class ValueHistogram {
 public:
  ValueHistogram(float least, float most);
  void add(std::span<const float> values);

  struct Range {
    float least = 0.0f;
    float most = 0.0f;
  };
  /// From the least to the largest value, but for a share of (1 - `share`) / 2 at either end. With a share of
  /// 1 all of them.
  Range range(double share) const;

 private:
  float least_;
  float most_;
  std::vector<std::size_t> counts_;  ///< in steps of equal size from least to most
};

/// What `values` of a model come to over `examples` examples, evenly spread, as they stand in an epoch of
/// training. Throws Error when a value is not finite.
std::map<std::string, ValueHistogram> measure_values(const onnx::ModelProto& model,
                                                     std::span<const std::string> values,
                                                     const Examples& examples, std::size_t most_examples);

}  // namespace earshot
