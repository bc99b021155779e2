#include "quantization/quantize_model.h"

#include <onnx/checker.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "error.h"
#include "features/front_end.h"
#include "inference/onnx_runtime_backend.h"
#include "quantization/batch_norm_folding.h"
#include "quantization/graph_quantization.h"
#include "quantization/model_bytes.h"
#include "quantization/value_measurement.h"

namespace earshot {
namespace {

constexpr std::size_t kComparedExamples = 1000;

/// Candidates: the more rare values are left out, the finer are the steps for the others.
constexpr double kShares[] = {1.0, 0.99999, 0.9999};

void require_unquantized(const onnx::GraphProto& graph, const std::string& name) {
  if (std::ranges::contains(graph.node(), "DequantizeLinear", &onnx::NodeProto::op_type)) {
    throw Error(name + ": is quantized already; start from the model that training wrote");
  }
}

/// Shows each of the compared examples and what the original makes of it.
class Comparison {
 public:
  Comparison(std::span<const std::byte> bytes, const ModelFile& model, const Examples& examples)
      : model_(model), examples_(examples), count_(std::min(kComparedExamples, examples.size())) {
    OnnxRuntimeBackend original(bytes, model);
    for (std::size_t i = 0; i < count_; ++i) expected_.push_back(original.logits(read(i)));
  }

  LogitDifferences differences(std::span<const std::byte> quantized) const {
    OnnxRuntimeBackend backend(quantized, model_);
    LogitDifferences differences{.examples = count_};
    for (std::size_t i = 0; i < count_; ++i) {
      const std::vector<float> logits = backend.logits(read(i));
      double squares = 0.0;
      for (std::size_t k = 0; k < logits.size(); ++k) {
        const double difference = std::abs(static_cast<double>(logits[k]) - expected_[i][k]);
        squares += difference * difference;
        differences.largest = std::max(differences.largest, difference);
      }
      differences.typical += squares / static_cast<double>(logits.size() * count_);
    }
    differences.typical = std::sqrt(differences.typical);
    return differences;
  }

 private:
  Features read(std::size_t i) const {
    Features features;
    features.values.resize(static_cast<std::size_t>(model_.card.input_count()));
    examples_.read(i * examples_.size() / count_, 0, features.values);
    return features;
  }

  const ModelFile& model_;
  const Examples& examples_;
  std::size_t count_;
  std::vector<std::vector<float>> expected_;
};

}  // namespace

QuantizedModel quantize_model(std::span<const std::byte> bytes, const ModelFile& model,
                              QuantizationScope scope, const Examples& calibration,
                              const Examples& compared) {
  onnx::ModelProto proto = model_of(bytes, model.name);
  require_unquantized(proto.graph(), model.name);
  fold_batch_norms(*proto.mutable_graph());
  const std::vector<std::string> values = values_to_quantize(*proto.mutable_graph());
  if (values.empty()) {
    throw Error(model.name + ": has no convolution and no linear layer, so there is nothing to quantize");
  }

  const Comparison comparison(bytes, model, compared);
  const auto quantized = [&](const std::map<std::string, ValueRange>& ranges, std::optional<double> share) {
    onnx::ModelProto candidate = proto;
    quantize_graph(*candidate.mutable_graph(), ranges);
    QuantizedModel result{.bytes = bytes_of(candidate), .share = share};
    result.differences = comparison.differences(result.bytes);
    return result;
  };
  if (scope == QuantizationScope::weights) return quantized({}, {});

  const std::map<std::string, ValueHistogram> histograms =
      measure_values(proto, values, calibration, kCalibrationExamples);
  std::optional<QuantizedModel> best;
  for (const double share : kShares) {
    std::map<std::string, ValueRange> ranges;
    for (const auto& [value, histogram] : histograms) ranges[value] = histogram.central(share);
    QuantizedModel candidate = quantized(ranges, share);
    if (!best || candidate.differences.typical < best->differences.typical) best = std::move(candidate);
  }
  return std::move(*best);
}

std::vector<std::byte> with_card(std::span<const std::byte> bytes, ModelCard card) {
  if (card.front_end) {
    const ModelFile model = read_model_file(bytes, card.name);
    const Clip signal = self_check_signal(card.self_check, card.front_end->sample_rate);
    card.self_check.logits =
        OnnxRuntimeBackend(bytes, model).logits(FrontEnd(*card.front_end).compute(signal));
  }
  onnx::ModelProto proto = model_of(bytes, card.name);
  auto& entries = *proto.mutable_metadata_props();
  std::ranges::find(entries, "earshot", &onnx::StringStringEntryProto::key)->set_value(to_json(card).dump());
  onnx::checker::check_model(proto);
  std::vector<std::byte> finished = bytes_of(proto);
  read_model_file(finished, card.name);
  return finished;
}

}  // namespace earshot
