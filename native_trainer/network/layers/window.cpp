#include "network/layers/window.h"

#include <algorithm>

namespace earshot {

std::vector<std::int64_t> read_sizes(Section& section, std::string_view key, long least, const Shape& input,
                                     std::optional<std::vector<long>> fallback) {
  constexpr long kMost = 100'000;
  const std::size_t dimensions = input.size() - 1;
  std::vector<long> sizes = section.integers(key, least, kMost, std::move(fallback));
  if (sizes.size() == 1) sizes.resize(dimensions, sizes.front());
  if (sizes.size() != dimensions) {
    section.fail(key, "must be a number" + (dimensions == 1 ? std::string()
                                                            : " or " + std::to_string(dimensions) +
                                                                  " of them, [bands, frames]"));
  }
  return {sizes.begin(), sizes.end()};
}

Shape Window::output(const Shape& input, std::int64_t channels) const {
  Shape shape = {channels};
  for (std::size_t i = 0; i < kernel.size(); ++i) {
    shape.push_back((input[i + 1] + before[i] + after[i] - extent(i)) / stride[i] + 1);
  }
  return shape;
}

bool Window::padded() const {
  const auto is_some = [](std::int64_t count) { return count > 0; };
  return std::ranges::any_of(before, is_some) || std::ranges::any_of(after, is_some);
}

std::vector<std::int64_t> Window::torch_padding() const {
  std::vector<std::int64_t> padding;
  for (std::size_t i = kernel.size(); i-- > 0;) {
    padding.push_back(before[i]);
    padding.push_back(after[i]);
  }
  return padding;
}

std::vector<std::pair<std::string, Graph::Attribute>> Window::attributes() const {
  std::vector<std::int64_t> pads = before;
  pads.insert(pads.end(), after.begin(), after.end());
  return {{"kernel_shape", kernel}, {"strides", stride}, {"pads", pads}};
}

Window read_window(Section& section, const Shape& input, WindowUse use) {
  const std::size_t dimensions = input.size() - 1;
  Window window;
  window.kernel = read_sizes(section, "kernel", 1, input);
  std::vector<long> stride = {1};
  if (use == WindowUse::pooling) stride.assign(window.kernel.begin(), window.kernel.end());
  window.stride = read_sizes(section, "stride", 1, input, std::move(stride));
  window.dilation.assign(dimensions, 1);
  if (use == WindowUse::convolution) {
    window.dilation = read_sizes(section, "dilation", 1, input, std::vector<long>{1});
  }
  if (section.is_text("padding")) {
    section.choice("padding", {"same"});
    for (std::size_t i = 0; i < dimensions; ++i) {
      const std::int64_t size = input[i + 1];
      const std::int64_t outputs = (size + window.stride[i] - 1) / window.stride[i];
      const std::int64_t missing =
          std::max<std::int64_t>(0, (outputs - 1) * window.stride[i] + window.extent(i) - size);
      window.before.push_back(missing / 2);
      window.after.push_back(missing - missing / 2);
    }
  } else {
    window.before = read_sizes(section, "padding", 0, input, std::vector<long>{0});
    window.after = window.before;
  }
  for (std::size_t i = 0; i < dimensions; ++i) {
    const std::int64_t padded = input[i + 1] + window.before[i] + window.after[i];
    if (window.extent(i) > padded) {
      const char* unit = i + 1 == dimensions ? " frames" : " bands";
      const std::string spread = window.dilation[i] == 1
                                     ? ""
                                     : ", which dilation " + std::to_string(window.dilation[i]) +
                                           " spreads to " + std::to_string(window.extent(i)) + ",";
      section.fail("kernel", std::to_string(window.kernel[i]) + spread +
                                 " is larger than the layer's input of " + std::to_string(padded) + unit +
                                 "; take a smaller kernel or less pooling before it");
    }
  }
  return window;
}

}  // namespace earshot
