#include "quantization/value_measurement.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <numeric>
#include <vector>

#include "error.h"
#include "inference/onnx_session.h"
#include "quantization/model_bytes.h"

namespace earshot {
namespace {

/// Gets a name and the values of one example.
using Look = std::function<void(const std::string& name, std::span<const float> values)>;

/// Runs a model and lets one look at values inside.
class Observer {
 public:
  Observer(const onnx::ModelProto& model, std::span<const std::string> values)
      : input_(model.graph().input(0).name()),
        session_(bytes_of(showing(model, values)), model.graph().name()) {
    for (const auto& dimension : model.graph().input(0).type().tensor_type().shape().dim()) {
      shape_.push_back(dimension.has_dim_value() ? dimension.dim_value() : 1);  // the batch has a name
    }
    std::ranges::remove_copy(values, std::back_inserter(values_), input_);
  }

  void run(std::span<const float> features, const Look& look) const {
    look(input_, features);
    const std::vector<std::vector<float>> results = session_.run(input_, shape_, features, values_);
    for (std::size_t i = 0; i < values_.size(); ++i) look(values_[i], results[i]);
  }

 private:
  static onnx::ModelProto showing(onnx::ModelProto model, std::span<const std::string> values) {
    onnx::GraphProto& graph = *model.mutable_graph();
    graph.clear_output();
    for (const std::string& value : values) {
      onnx::ValueInfoProto& output = *graph.add_output();
      output.set_name(value);
      output.mutable_type()->mutable_tensor_type()->set_elem_type(onnx::TensorProto::FLOAT);
    }
    return model;
  }

  std::string input_;
  std::vector<std::int64_t> shape_;
  std::vector<std::string> values_;  ///< but the input, which is there to be seen
  OnnxSession session_;
};

}  // namespace

std::map<std::string, ValueHistogram> measure_values(const onnx::ModelProto& model,
                                                     std::span<const std::string> values,
                                                     const Examples& examples, std::size_t most_examples) {
  const Observer observer(model, values);
  const auto look_at_all = [&](const Look& look) {
    const std::vector<std::int64_t> shape = examples.shape();
    std::vector<float> features(static_cast<std::size_t>(
        std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>())));
    const std::size_t count = std::min(most_examples, examples.size());
    for (std::size_t i = 0; i < count; ++i) {
      examples.read(i * examples.size() / count, 1, features);
      observer.run(features, look);
    }
  };

  std::map<std::string, ValueRange> ranges;
  look_at_all([&](const std::string& name, std::span<const float> seen) {
    const auto [least, most] = std::ranges::minmax(seen);
    if (!std::isfinite(least) || !std::isfinite(most)) {
      throw Error("the value \"" + name + "\" inside the network is not finite for a clip");
    }
    const auto [range, is_new] = ranges.try_emplace(name, least, most);
    range->second = {std::min(range->second.least, least), std::max(range->second.most, most)};
  });
  std::map<std::string, ValueHistogram> histograms;
  for (const auto& [name, range] : ranges) histograms.emplace(name, range);
  look_at_all([&](const std::string& name, std::span<const float> seen) { histograms.at(name).add(seen); });
  return histograms;
}

}  // namespace earshot
