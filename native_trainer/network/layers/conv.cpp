#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/convolution.h>
#include <ATen/ops/thnn_conv2d.h>

#include "network/layers/layers.h"
#include "network/layers/window.h"
#include "network/module.h"

namespace earshot {
namespace {

/// The same numbers with the channels of each place side by side: oneDNN's convolutions, and behind them
/// activations, poolings and batch norm, which keep the order, take half of the time or less.
at::Tensor channels_last(const at::Tensor& input) {
  if (input.suggest_memory_format() == at::MemoryFormat::ChannelsLast) return input;
  return input.permute({0, 2, 3, 1}).clone(at::MemoryFormat::Contiguous).permute({0, 3, 1, 2});
}

struct ConvSpec {
  Window window;
  std::int64_t groups = 1;
  bool bias = true;
};

class ConvModule : public Module {
 public:
  ConvModule(const ConvSpec& spec, std::int64_t inputs, std::int64_t outputs,
             const InitializationSpec& initialization)
      : spec_(spec) {
    Shape shape = {outputs, inputs / spec.groups};
    shape.insert(shape.end(), spec.window.kernel.begin(), spec.window.kernel.end());
    weight_ = drawn_weights(shape, initialization);
    if (spec.bias) bias_ = drawn_biases(shape, initialization);
  }

  at::Tensor forward(const at::Tensor& input, bool) override {
    const Window& window = spec_.window;
    const std::vector<std::int64_t> zeros(window.kernel.size(), 0);
    if (window.symmetric()) return convolve(input, window.before);
    return convolve(at::constant_pad_nd(input, window.torch_padding(), 0), zeros);
  }

  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    std::vector<std::string> inputs = {input, add_tensor(graph, name + ".weight", weight_)};
    if (spec_.bias) inputs.push_back(add_tensor(graph, name + ".bias", bias_));
    auto attributes = spec_.window.attributes();
    attributes.emplace_back("dilations", spec_.window.dilation);
    attributes.emplace_back("group", spec_.groups);
    return graph.add("Conv", name, std::move(inputs), std::move(attributes));
  }

 private:
  at::Tensor convolve(const at::Tensor& input, const std::vector<std::int64_t>& padding) const {
    const std::vector<std::int64_t>& stride = spec_.window.stride;
    const std::vector<std::int64_t> zeros(stride.size(), 0);
    if (unfolds_well(input)) {
      return at::thnn_conv2d(input.unsqueeze(2), weight_.unsqueeze(2), {1, weight_.size(2)}, bias_, {1, 1},
                             {0, padding[0]})
          .squeeze(2);
    }
    const bool reordered = input.is_cpu() && stride.size() == 2;
    return at::convolution(reordered ? channels_last(input) : input, weight_, bias_, stride, padding,
                           spec_.window.dilation, /*transposed=*/false, zeros, spec_.groups);
  }

  /// Over few channels, as those of a waveform, oneDNN takes several times as long as a product of matrices
  /// with every window unfolded, as long as those of an example fit the processor's cache.
  bool unfolds_well(const at::Tensor& input) const {
    constexpr std::int64_t kFewChannels = 4;
    constexpr std::int64_t kCached = 64 * 1024;
    const Window& window = spec_.window;
    return input.is_cpu() && spec_.groups == 1 && input.size(1) <= kFewChannels &&
           window.kernel.size() == 1 && window.stride[0] == 1 && window.dilation[0] == 1 &&
           input.size(1) * window.kernel[0] * input.size(2) <= kCached;
  }

  ConvSpec spec_;
  at::Tensor weight_;
  at::Tensor bias_;
};

class Conv : public Layer {
 public:
  Conv(std::string kind, Shape input, std::int64_t channels, ConvSpec spec)
      : Layer(std::move(kind), input, spec.window.output(input, channels)), spec_(std::move(spec)) {}

  std::shared_ptr<Module> make_module(const InitializationSpec& initialization) const override {
    return std::make_shared<ConvModule>(spec_, input().front(), output().front(), initialization);
  }

 private:
  ConvSpec spec_;
};

LayerList read_conv(Section& section, const Shape& input, const std::string& kind, std::size_t dimensions) {
  if (input.size() != dimensions + 1) {
    section.fail("kind", kind + " needs an input of " +
                             (dimensions == 1 ? "channels x frames" : "channels x bands x frames") +
                             ", gets " + to_string(input));
  }
  const std::int64_t channels = section.integer("channels", 1, 100'000);
  ConvSpec spec;
  spec.window = read_window(section, input, WindowUse::convolution);
  spec.groups = section.integer("groups", 1, 100'000, 1);
  spec.bias = section.flag("bias", true);
  if (input.front() % spec.groups != 0 || channels % spec.groups != 0) {
    section.fail("groups", "must divide both the " + std::to_string(input.front()) +
                               " channels that come in and the " + std::to_string(channels) + " that go out");
  }
  return {std::make_shared<Conv>(kind, input, channels, std::move(spec))};
}

}  // namespace

LayerList read_conv1d(Section& section, const Shape& input) {
  return read_conv(section, input, "conv1d", 1);
}
LayerList read_conv2d(Section& section, const Shape& input) {
  return read_conv(section, input, "conv2d", 2);
}

}  // namespace earshot
