#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "network/graph.h"
#include "network/shape.h"
#include "recipe/section.h"

namespace earshot {

/// The window that convolutions and poolings slide over frames, or over bands and frames: one entry a
/// dimension.
struct Window {
  std::vector<std::int64_t> kernel;
  std::vector<std::int64_t> stride;
  std::vector<std::int64_t> dilation;  ///< from one entry of the kernel to the next
  std::vector<std::int64_t> before;    ///< what is padded in front
  std::vector<std::int64_t> after;     ///< and behind

  /// What a window over {channels, sizes...} gives, with `channels` channels.
  Shape output(const Shape& input, std::int64_t channels) const;
  /// How many bands or frames the kernel spans.
  std::int64_t extent(std::size_t dimension) const {
    return dilation[dimension] * (kernel[dimension] - 1) + 1;
  }
  bool symmetric() const { return before == after; }
  bool padded() const;
  /// For torch::constant_pad_nd: the last dimension first.
  std::vector<std::int64_t> torch_padding() const;
  /// For ONNX: kernel_shape, strides, pads.
  std::vector<std::pair<std::string, Graph::Attribute>> attributes() const;
};

/// One value of `key` a dimension of `input` but its channels: a number for all of them, or a list.
std::vector<std::int64_t> read_sizes(Section& section, std::string_view key, long least, const Shape& input,
                                     std::optional<std::vector<long>> fallback = {});

enum class WindowUse { convolution, pooling };

/// Reads `kernel` and `stride` (a number, or one a dimension; the stride is 1 by default, or the kernel's
/// size for pooling), `dilation` (likewise; convolution only) and `padding` (likewise, on both sides; or
/// "same": as much as makes the output's size the input's divided by the stride, rounded up, more of it
/// behind where it is odd). Fails where the kernel spans more than the padded input.
Window read_window(Section& section, const Shape& input, WindowUse use);

}  // namespace earshot
