#include "network/layers/layers.h"
#include "network/module.h"

namespace earshot {
namespace {

/// The mean over the last dimensions of its input, which are gone afterwards.
class MeanModule : public Module {
 public:
  explicit MeanModule(std::vector<std::int64_t> axes) : axes_(std::move(axes)) {}

  at::Tensor forward(const at::Tensor& input, bool) override { return input.mean(axes_); }
  std::string write(Graph& graph, const std::string& name, const std::string& input) const override {
    return graph.add("ReduceMean", name, {input}, {{"axes", axes_}, {"keepdims", std::int64_t{0}}});
  }

 private:
  std::vector<std::int64_t> axes_;  ///< the batch counts as axis 0
};

class Mean : public Layer {
 public:
  /// Keeps the first `kept` dimensions.
  Mean(std::string kind, const Shape& input, std::size_t kept)
      : Layer(std::move(kind), input,
              Shape(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(kept))) {}

  std::shared_ptr<Module> make_module(const InitializationSpec&) const override {
    std::vector<std::int64_t> axes;
    for (std::size_t axis = output().size(); axis < input().size(); ++axis) axes.push_back(axis + 1);
    return std::make_shared<MeanModule>(std::move(axes));
  }
};

void check(Section& section, const Shape& input) {
  if (input.size() < 2) section.fail("kind", "needs an input with frames, gets " + to_string(input));
}

}  // namespace

LayerList read_mean_over_time(Section& section, const Shape& input) {
  check(section, input);
  return {std::make_shared<Mean>("mean_over_time", input, input.size() - 1)};
}

LayerList read_global_average_pool(Section& section, const Shape& input) {
  check(section, input);
  return {std::make_shared<Mean>("global_average_pool", input, 1)};
}

}  // namespace earshot
