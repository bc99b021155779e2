#include "network/network_spec.h"

namespace earshot {

NetworkSpec read_network_spec(Section section, const FrontEndSpec::Shape& features) {
  NetworkSpec spec;
  if (section.choice("input", {"1d", "2d"}) == "1d") {
    if (features.channels != 1) section.fail("input", "must be \"2d\" for features of several channels");
    spec.input = {features.bands, features.frames};
  } else {
    spec.input = {features.channels, features.bands, features.frames};
  }
  spec.initialization = read_initialization_spec(section.table("initialization"));
  spec.layers = read_layers(section, "layers", spec.input);
  if (spec.layers.empty()) section.fail("layers", "must have at least one layer");
  const Shape& output = spec.layers.back()->output();
  if (output.size() != 1) {
    section.fail("layers", "must end with one logit a label, but end with a shape of " + to_string(output) +
                               "; end with a flatten or a mean, and a linear layer");
  }
  section.finish();
  return spec;
}

}  // namespace earshot
