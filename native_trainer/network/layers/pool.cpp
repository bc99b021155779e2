#include <ATen/ops/avg_pool1d.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/max_pool1d.h>
#include <ATen/ops/max_pool2d.h>

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
    const at::Tensor padded =
        at::constant_pad_nd(input, window_.torch_padding(), -std::numeric_limits<float>::infinity());
    return window_.kernel.size() == 1 ? at::max_pool1d(padded, window_.kernel, window_.stride)
                                      : at::max_pool2d(padded, window_.kernel, window_.stride);
  }

  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    return graph.add("MaxPool", name, {input}, window_.attributes());
  }

 private:
  Window window_;
};

class AveragePoolModule : public Module {
 public:
  explicit AveragePoolModule(const Window& window) : window_(window) {}

  at::Tensor forward(const at::Tensor& input, bool) override {
    return window_.kernel.size() == 1 ? at::avg_pool1d(input, window_.kernel, window_.stride)
                                      : at::avg_pool2d(input, window_.kernel, window_.stride);
  }

  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    return graph.add("AveragePool", name, {input}, window_.attributes());
  }

 private:
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

Window read_pool_window(Section& section, const Shape& input) {
  if (input.size() < 2) section.fail("kind", "needs an input with frames, gets " + to_string(input));
  return read_window(section, input, /*stride_is_kernel=*/true);
}

}  // namespace

LayerList read_max_pool(Section& section, const Shape& input) {
  return {std::make_shared<Pool<MaxPoolModule>>("max_pool", input, read_pool_window(section, input))};
}

LayerList read_average_pool(Section& section, const Shape& input) {
  const Window window = read_pool_window(section, input);
  // Whether padding counts in the mean differs from library to library: there is none.
  if (window.padded()) section.fail("padding", "is not for average_pool");
  return {std::make_shared<Pool<AveragePoolModule>>("average_pool", input, window)};
}

}  // namespace earshot
