#include <ATen/ops/adaptive_avg_pool1d.h>
#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/avg_pool1d.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/max_pool1d.h>
#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/zeros.h>

#include <limits>

#include "network/layers/layers.h"
#include "network/layers/window.h"
#include "network/module.h"

namespace earshot {
namespace {

class MaxPoolModule : public Module {
 public:
  explicit MaxPoolModule(const Window& window) : window_(window) {}

  at::Tensor forward(const at::Tensor& input, bool) override {
    if (padded_by_torch()) return pool(input, window_.before);
    const at::Tensor padded =
        at::constant_pad_nd(input, window_.torch_padding(), -std::numeric_limits<float>::infinity());
    return pool(padded, std::vector<std::int64_t>(window_.kernel.size(), 0));
  }

  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    return graph.add("MaxPool", name, {input}, window_.attributes());
  }

 private:
  /// It pads both sides alike, by half of the kernel at most.
  bool padded_by_torch() const {
    bool small = window_.symmetric();
    for (std::size_t i = 0; i < window_.kernel.size(); ++i) {
      small = small && 2 * window_.before[i] <= window_.kernel[i];
    }
    return small;
  }

  at::Tensor pool(const at::Tensor& input, const std::vector<std::int64_t>& padding) const {
    return window_.kernel.size() == 1 ? at::max_pool1d(input, window_.kernel, window_.stride, padding)
                                      : at::max_pool2d(input, window_.kernel, window_.stride, padding);
  }

  Window window_;
};

class AveragePoolModule : public Module {
 public:
  explicit AveragePoolModule(const Window& window) : window_(window) {}

  at::Tensor forward(const at::Tensor& input, bool) override {
    if (window_.kernel.size() == 2) return at::avg_pool2d(input, window_.kernel, window_.stride);
    constexpr std::int64_t kFew = 4;
    return window_.kernel[0] <= kFew ? mean_of_slices(input)
                                     : at::avg_pool1d(input, window_.kernel, window_.stride);
  }

  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    return graph.add("AveragePool", name, {input}, window_.attributes());
  }

 private:
  /// The mean of the windows' first frames, second frames ...: several times faster than LibTorch's operator
  /// for small windows.
  at::Tensor mean_of_slices(const at::Tensor& input) const {
    const std::int64_t kernel = window_.kernel[0];
    const std::int64_t stride = window_.stride[0];
    const std::int64_t covered = (input.size(2) - kernel) / stride * stride + 1;
    at::Tensor sum = input.slice(2, 0, covered, stride);
    for (std::int64_t i = 1; i < kernel; ++i) sum = sum.add(input.slice(2, i, i + covered, stride));
    return sum.div(kernel);
  }

  Window window_;
};

template <typename PoolModule>
class Pool : public Layer {
 public:
  Pool(std::string kind, const Shape& input, Window window)
      : Layer(std::move(kind), input, window.output(input, input.front())), window_(std::move(window)) {}

  std::shared_ptr<Module> make_module(const InitializationSpec&) const override {
    return std::make_shared<PoolModule>(window_);
  }

 private:
  Window window_;
};

/// Averages over windows of whatever places and sizes give an output of a fixed size (PyTorch's
/// adaptive_avg_pool): output i of n is the mean of the inputs from floor(i m / n) to ceil((i + 1) m / n) of
/// m.
class AdaptiveAveragePoolModule : public Module {
 public:
  AdaptiveAveragePoolModule(const Shape& input, std::vector<std::int64_t> size)
      : input_(input.begin() + 1, input.end()), size_(std::move(size)) {}

  at::Tensor forward(const at::Tensor& input, bool) override {
    return size_.size() == 1 ? at::adaptive_avg_pool1d(input, size_) : at::adaptive_avg_pool2d(input, size_);
  }

  /// ONNX has no such operator: a product with the weights of each mean, over frames, then over bands.
  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    const std::string frames = add_tensor(graph, name + ".frames", means(input_.back(), size_.back()).t());
    if (size_.size() == 1) return graph.add("MatMul", name, {input, frames});
    const std::string bands = add_tensor(graph, name + ".bands", means(input_.front(), size_.front()));
    return graph.add("MatMul", name, {bands, graph.add("MatMul", name + ".over_frames", {input, frames})});
  }

 private:
  /// {outputs, inputs}: each row takes the mean of its window.
  static at::Tensor means(std::int64_t inputs, std::int64_t outputs) {
    at::Tensor weights = at::zeros({outputs, inputs});
    for (std::int64_t i = 0; i < outputs; ++i) {
      const std::int64_t begin = i * inputs / outputs;
      const std::int64_t end = ((i + 1) * inputs + outputs - 1) / outputs;
      weights[i].slice(0, begin, end).fill_(1.0 / static_cast<double>(end - begin));
    }
    return weights;
  }

  std::vector<std::int64_t> input_;  ///< without the channels
  std::vector<std::int64_t> size_;
};

class AdaptiveAveragePool : public Layer {
 public:
  AdaptiveAveragePool(const Shape& input, std::vector<std::int64_t> size)
      : Layer("adaptive_average_pool", input, output_of(input, size)), size_(std::move(size)) {}

  std::shared_ptr<Module> make_module(const InitializationSpec&) const override {
    return std::make_shared<AdaptiveAveragePoolModule>(input(), size_);
  }

 private:
  static Shape output_of(const Shape& input, const std::vector<std::int64_t>& size) {
    Shape output = {input.front()};
    output.insert(output.end(), size.begin(), size.end());
    return output;
  }

  std::vector<std::int64_t> size_;
};

void check_frames(Section& section, const Shape& input) {
  if (input.size() < 2) section.fail("kind", "needs an input with frames, gets " + to_string(input));
}

Window read_pool_window(Section& section, const Shape& input) {
  check_frames(section, input);
  Window window = read_window(section, input, WindowUse::pooling);
  for (std::size_t i = 0; i < window.kernel.size(); ++i) {
    if (window.before[i] >= window.kernel[i]) section.fail("padding", "must be below the kernel");
  }
  return window;
}

}  // namespace

LayerList read_max_pool(Section& section, const Shape& input) {
  return {std::make_shared<Pool<MaxPoolModule>>("max_pool", input, read_pool_window(section, input))};
}

LayerList read_adaptive_average_pool(Section& section, const Shape& input) {
  check_frames(section, input);
  std::vector<std::int64_t> size = read_sizes(section, "size", 1, input);
  for (std::size_t i = 0; i < size.size(); ++i) {
    if (size[i] > input[i + 1]) section.fail("size", "is larger than the layer's input, " + to_string(input));
  }
  return {std::make_shared<AdaptiveAveragePool>(input, std::move(size))};
}

LayerList read_average_pool(Section& section, const Shape& input) {
  const Window window = read_pool_window(section, input);
  // Whether padding counts in the mean differs from library to library: there is none.
  if (window.padded()) section.fail("padding", "is not for average_pool");
  return {std::make_shared<Pool<AveragePoolModule>>("average_pool", input, window)};
}

}  // namespace earshot
