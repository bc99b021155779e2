#pragma once

#include "network/initialization_spec.h"
#include "network/layer.h"
#include "network/shape.h"
#include "recipe/section.h"

namespace earshot {

/// [network]: a list of layers.
///
///     [network]
///     input = "1d"
///     layers = [
///       { kind = "repeat", times = 8, layers = [{ kind = "conv1d", channels = 16, kernel = 5, activation =
///       "relu" }] }, { kind = "mean_over_time" }, { kind = "linear", units = 10 },
///     ]
struct NetworkSpec {
  /// {bands, frames} for "1d" (bands are the channels), {channels, bands, frames} for "2d", {numbers} for
  /// "flat".
  Shape input;
  LayerList layers;  ///< the last one gives a flat shape: the logits
  InitializationSpec initialization;

  std::int64_t logit_count() const { return layers.back()->output().front(); }
};

/// Reads the table and finishes it. `example` is the shape of one example, as Examples::shape. Throws Error
/// "FILE:LINE: KEY: ...".
NetworkSpec read_network_spec(Section section, const Shape& example);

}  // namespace earshot
