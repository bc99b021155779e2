#include <algorithm>

#include "network/layer.h"
#include "network/layers/layers.h"

namespace earshot {
namespace {

struct LayerKind {
  std::string name;
  LayerList (*read)(Section& section, const Shape& input);
};

/// Every layer that a recipe can name.
const std::vector<LayerKind>& layer_kinds() {
  static const std::vector<LayerKind> kinds = {
      {"activation", read_activation},
      {"adaptive_average_pool", read_adaptive_average_pool},
      {"average_pool", read_average_pool},
      {"batch_norm", read_batch_norm},
      {"conv1d", read_conv1d},
      {"conv2d", read_conv2d},
      {"dropout", read_dropout},
      {"flatten", read_flatten},
      {"global_average_pool", read_global_average_pool},
      {"linear", read_linear},
      {"max_pool", read_max_pool},
      {"mean_over_bands", read_mean_over_bands},
      {"mean_over_time", read_mean_over_time},
      {"repeat", read_repeat},
      {"residual", read_residual},
  };
  return kinds;
}

}  // namespace

LayerList read_layers(Section& section, std::string_view key, const Shape& input) {
  std::vector<std::string> names;
  for (const LayerKind& kind : layer_kinds()) names.push_back(kind.name);

  LayerList layers;
  for (Section& table : section.tables(key)) {
    const std::string name = table.choice("kind", names);
    const LayerList read =
        std::ranges::find(layer_kinds(), name, &LayerKind::name)->read(table, output_shape(layers, input));
    layers.insert(layers.end(), read.begin(), read.end());
    if (table.has("activation")) {
      layers.push_back(make_activation(table, "activation", output_shape(layers, input)));
    }
    table.finish();
  }
  return layers;
}

std::string layer_name(const LayerList& layers, std::size_t index) {
  return std::to_string(index + 1) + "." + layers[index]->kind();
}

const Shape& output_shape(const LayerList& layers, const Shape& input) {
  return layers.empty() ? input : layers.back()->output();
}

}  // namespace earshot
