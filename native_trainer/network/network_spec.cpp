#include "network/network_spec.h"

namespace earshot {
namespace {

/// What `input` makes of an example.
Shape read_input(Section& section, const Shape& example) {
  const std::string input = section.choice("input", {"1d", "2d", "flat"});
  const bool numbers = example.size() == 1;
  if (numbers && input != "flat") section.fail("input", "must be \"flat\" for generated numbers");
  if (!numbers && input == "flat") {
    section.fail("input", "is for generated numbers; begin with \"1d\" and a flatten layer");
  }
  if (example.size() == 3 && input == "1d") {
    section.fail("input", "must be \"2d\" for features of several channels");
  }
  if (example.size() == 2 && input == "2d") return {1, example[0], example[1]};
  return example;
}

}  // namespace

NetworkSpec read_network_spec(Section section, const Shape& example) {
  NetworkSpec spec;
  spec.input = read_input(section, example);
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
