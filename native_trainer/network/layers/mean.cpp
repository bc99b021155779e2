#include "network/layers/layers.h"
#include "network/module.h"

namespace earshot {
namespace {

/// The mean over some dimensions of its input, which are gone afterwards or, if kept, of size 1.
class MeanModule : public Module {
 public:
  MeanModule(std::vector<std::int64_t> axes, bool kept) : axes_(std::move(axes)), kept_(kept) {}

  at::Tensor forward(const at::Tensor& input, bool) override { return input.mean(axes_, kept_); }
  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    return graph.add("ReduceMean", name, {input}, {{"axes", axes_}, {"keepdims", std::int64_t{kept_}}});
  }

 private:
  std::vector<std::int64_t> axes_;  ///< the batch counts as axis 0
  bool kept_;
};

/// Over the last dimensions.
class Mean : public Layer {
 public:
  /// Leaves the first `kept` dimensions.
  Mean(std::string kind, const Shape& input, std::size_t kept)
      : Layer(std::move(kind), input,
              Shape(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(kept))) {}

  std::shared_ptr<Module> make_module(const InitializationSpec&) const override {
    std::vector<std::int64_t> axes;
    for (std::size_t axis = output().size(); axis < input().size(); ++axis) axes.push_back(axis + 1);
    return std::make_shared<MeanModule>(std::move(axes), /*kept=*/false);
  }
};

/// Of {channels, bands, frames}: leaves one band, which a residual can add to all.
class MeanOverBands : public Layer {
 public:
  explicit MeanOverBands(const Shape& input) : Layer("mean_over_bands", input, {input[0], 1, input[2]}) {}

  std::shared_ptr<Module> make_module(const InitializationSpec&) const override {
    return std::make_shared<MeanModule>(std::vector<std::int64_t>{2}, /*kept=*/true);
  }
};

void check(Section& section, const Shape& input) {
  if (input.size() < 2) section.fail("kind", "needs an input with frames, gets " + to_string(input));
}

}  // namespace

LayerList read_mean_over_bands(Section& section, const Shape& input) {
  if (input.size() != 3) {
    section.fail("kind",
                 "mean_over_bands needs an input of channels x bands x frames, gets " + to_string(input));
  }
  return {std::make_shared<MeanOverBands>(input)};
}

LayerList read_mean_over_time(Section& section, const Shape& input) {
  check(section, input);
  return {std::make_shared<Mean>("mean_over_time", input, input.size() - 1)};
}

LayerList read_global_average_pool(Section& section, const Shape& input) {
  check(section, input);
  return {std::make_shared<Mean>("global_average_pool", input, 1)};
}

}  // namespace earshot
