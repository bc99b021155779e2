#pragma once

#include <memory>
#include <string_view>

#include "network/layer.h"

namespace earshot {

/// The kinds of layers. Each reads its keys from a table of the recipe and gives what it stands for: one
/// layer, or several. What does not fit `input` is an Error about the key that is to blame.

LayerList read_activation(Section& section, const Shape& input);
LayerList read_adaptive_average_pool(Section& section, const Shape& input);
LayerList read_average_pool(Section& section, const Shape& input);
LayerList read_batch_norm(Section& section, const Shape& input);
LayerList read_conv1d(Section& section, const Shape& input);
LayerList read_conv2d(Section& section, const Shape& input);
LayerList read_dropout(Section& section, const Shape& input);
LayerList read_flatten(Section& section, const Shape& input);
LayerList read_global_average_pool(Section& section, const Shape& input);
LayerList read_linear(Section& section, const Shape& input);
LayerList read_max_pool(Section& section, const Shape& input);
LayerList read_mean_over_bands(Section& section, const Shape& input);
LayerList read_mean_over_time(Section& section, const Shape& input);
LayerList read_repeat(Section& section, const Shape& input);
LayerList read_residual(Section& section, const Shape& input);

/// The activation function that `key` names.
std::shared_ptr<const Layer> make_activation(Section& section, std::string_view key, const Shape& input);

}  // namespace earshot
