#pragma once

#include "recipe/section.h"

namespace earshot {

/// How the weights of convolutions and linear layers begin.
struct InitializationSpec {
  enum class Weights {
    pytorch,         ///< uniform in +-1 / sqrt(fan-in), as torch.nn.Conv and Linear do by themselves
    xavier_uniform,  ///< Glorot and Bengio 2010
    kaiming_normal,  ///< He et al. 2015, fan-in, for a leaky ReLU of slope negative_slope
  };
  enum class Biases {
    pytorch,  ///< uniform in +-1 / sqrt(fan-in)
    zeros,
  };
  Weights weights = Weights::pytorch;
  double negative_slope = 0.0;  ///< kaiming_normal only; 0 is ReLU
  Biases biases = Biases::pytorch;
};

/// Reads the table and finishes it. Throws Error "FILE:LINE: KEY: ...".
InitializationSpec read_initialization_spec(Section section);

}  // namespace earshot
