#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "network/network_spec.h"
#include "network/shape.h"

namespace earshot {

/// One layer as a table of the network shows it.
struct LayerSummary {
  std::string name;             ///< as in the exported graph: "2.relu", "5.residual.layers.1.conv2d"
  Shape output;                 ///< without the batch
  std::int64_t parameters = 0;  ///< numbers that training changes by gradients
  std::int64_t statistics = 0;  ///< those that batch norm measures; Keras counts them as parameters, too
};

/// Every layer in the order of the computation: repeated ones one by one, and those inside a residual before
/// its sum.
std::vector<LayerSummary> describe_network(const NetworkSpec& spec);

}  // namespace earshot
