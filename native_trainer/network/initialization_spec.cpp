#include "network/initialization_spec.h"

namespace earshot {

InitializationSpec read_initialization_spec(Section section) {
  InitializationSpec spec;
  const std::string weights =
      section.choice("weights", {"pytorch", "xavier_uniform", "kaiming_normal"}, "pytorch");
  if (weights == "xavier_uniform") spec.weights = InitializationSpec::Weights::xavier_uniform;
  if (weights == "kaiming_normal") {
    spec.weights = InitializationSpec::Weights::kaiming_normal;
    spec.negative_slope = section.number("negative_slope", 0.0, 1.0, spec.negative_slope);
  }
  if (section.choice("biases", {"pytorch", "zeros"}, "pytorch") == "zeros") {
    spec.biases = InitializationSpec::Biases::zeros;
  }
  section.finish();
  return spec;
}

}  // namespace earshot
