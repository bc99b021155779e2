#include "network/layers/layers.h"

namespace earshot {

LayerList read_repeat(Section& section, const Shape& input) {
  const long times = section.integer("times", 1, 1000);
  LayerList layers;
  for (long i = 0; i < times; ++i) {
    const LayerList more = read_layers(section, "layers", output_shape(layers, input));
    layers.insert(layers.end(), more.begin(), more.end());
  }
  if (layers.empty()) section.fail("layers", "must have at least one layer");
  return layers;
}

}  // namespace earshot
