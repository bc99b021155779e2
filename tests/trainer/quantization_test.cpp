#include <gmock/gmock.h>
#include <onnx/onnx_pb.h>

#include <algorithm>
#include <cmath>

#include "data/files.h"
#include "error.h"
#include "export/export_model.h"
#include "features/front_end.h"
#include "inference/onnx_runtime_backend.h"
#include "quantization/batch_norm_folding.h"
#include "quantization/graph_quantization.h"
#include "quantization/graph_tensors.h"
#include "quantization/model_bytes.h"
#include "quantization/quantize_model.h"
#include "quantization/value_histogram.h"
#include "recipe/recipe.h"
#include "trainer/fake_examples.h"
#include "trainer/recipe_text.h"
#include "trainer/temporary_folder.h"
#include "training/terminal_progress.h"
#include "training/trainer.h"

namespace earshot {
namespace {

/// Every way in which batch norms stand behind something, a sum, depthwise and pooled channels.
constexpr const char* kLayers =
    "{ kind = 'conv2d', channels = 16, kernel = 3, padding = 1, bias = false }, "
    "{ kind = 'batch_norm', activation = 'relu' }, "
    "{ kind = 'residual', activation = 'relu', layers = ["
    "{ kind = 'conv2d', channels = 16, kernel = 3, padding = 1 }, { kind = 'batch_norm', activation = 'silu' "
    "}, "
    "{ kind = 'conv2d', channels = 16, kernel = 3, padding = 1, groups = 16, bias = false }, "
    "{ kind = 'batch_norm', sub_bands = 2 }] }, "
    "{ kind = 'max_pool', kernel = 2 }, "
    "{ kind = 'conv2d', channels = 32, kernel = 3, bias = false, activation = 'relu' }, "
    "{ kind = 'global_average_pool' }, "
    "{ kind = 'linear', units = 32 }, { kind = 'batch_norm', activation = 'relu' }, "
    "{ kind = 'linear', units = 3 }";

struct Model {
  std::vector<std::byte> bytes;
  ModelFile file;
};

Model model_of_bytes(std::vector<std::byte> bytes) {
  ModelFile file = read_model_file(bytes, "small.onnx");
  return {std::move(bytes), std::move(file)};
}

/// A model trained for a moment, so that batch norms have seen something.
Model trained_model(const std::string& layers = kLayers) {
  const Recipe recipe = parse_recipe(recipe_text(layers, "2d"), "r.toml");
  Network network(recipe.network, 1);
  SilentProgress progress;
  const std::atomic<bool> stop = false;
  TrainingSpec training;
  training.epochs = 3;
  training.batch_size = 8;
  const FakeExamples examples({8, 11}, 64, 3);
  train(network, training, 1, examples, nullptr, {}, progress, stop);
  ModelCard card;
  card.name = "small";
  card.labels = {"a", "b", "c"};
  card.front_end = *recipe.front_end;
  const TemporaryFolder folder;
  export_model(folder.path() / "m.onnx", network, card, examples);
  return model_of_bytes(read_file(folder.path() / "m.onnx"));
}

std::vector<float> logits(std::span<const std::byte> bytes, const ModelFile& file, std::size_t example) {
  Features features{1, 8, 11, std::vector<float>(88)};
  FakeExamples({8, 11}, 64, 3, 5).read(example, 0, features.values);
  return OnnxRuntimeBackend(bytes, file).logits(features);
}

std::size_t count_nodes(const onnx::GraphProto& graph, const std::string& operation) {
  return static_cast<std::size_t>(std::ranges::count(graph.node(), operation, &onnx::NodeProto::op_type));
}

TEST(BatchNormFolding, ComputesTheSameWithFewerNodes) {
  const Model model = trained_model();
  onnx::ModelProto proto = earshot::model_of(model.bytes, "small.onnx");
  ASSERT_EQ(count_nodes(proto.graph(), "BatchNormalization"), 4u);
  fold_batch_norms(*proto.mutable_graph());
  EXPECT_EQ(count_nodes(proto.graph(), "BatchNormalization"), 1u);  // that of sub-bands
  const std::vector<std::byte> folded = bytes_of(proto);
  for (std::size_t example = 0; example < 5; ++example) {
    EXPECT_THAT(logits(folded, model.file, example),
                testing::Pointwise(testing::FloatNear(1e-4f), logits(model.bytes, model.file, example)));
  }
}

TEST(ValueHistogram, LeavesOutTheRarestAtBothEnds) {
  std::vector<float> values(1000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i) / 10.0f;
  ValueHistogram histogram({0.0f, 99.9f});
  histogram.add(values);
  EXPECT_EQ(histogram.central(1.0).least, 0.0f);
  EXPECT_FLOAT_EQ(histogram.central(1.0).most, 99.9f);
  EXPECT_NEAR(histogram.central(0.9).least, 5.0f, 0.2f);
  EXPECT_NEAR(histogram.central(0.9).most, 95.0f, 0.2f);
}

TEST(ValueHistogram, HoldsAValueThatNeverVaries) {
  ValueHistogram histogram({2.0f, 2.0f});
  histogram.add(std::vector<float>(10, 2.0f));
  EXPECT_EQ(histogram.central(0.9).least, 2.0f);
  EXPECT_EQ(histogram.central(0.9).most, 2.0f);
}

TEST(GraphQuantization, TakesWhatLayersWithWeightsAndSumsTakeAndGiveButTheLogits) {
  const Model model = trained_model(
      "{ kind = 'residual', activation = 'relu', layers = [{ kind = 'conv2d', channels = 2, kernel = 3, "
      "padding = 1, "
      "activation = 'relu' }] }, { kind = 'global_average_pool' }, { kind = 'linear', units = 3 }");
  onnx::ModelProto proto = earshot::model_of(model.bytes, "small.onnx");
  EXPECT_THAT(values_to_quantize(*proto.mutable_graph()),
              testing::UnorderedElementsAre("features", "1.residual.layers.2.relu", "2.relu",
                                            "3.global_average_pool"));
}

TEST(GraphQuantization, RoundsTheWeightsOfEachOutputToStepsOfItsOwn) {
  const Model model = trained_model();
  onnx::ModelProto proto = earshot::model_of(model.bytes, "small.onnx");
  fold_batch_norms(*proto.mutable_graph());
  onnx::GraphProto& graph = *proto.mutable_graph();
  const std::string name = graph.node(0).input(1);
  const std::vector<float> weights = floats_of(*find_tensor(graph, name));
  quantize_graph(graph, {});
  const std::string& rounded = find_tensor(graph, name + ".quantized")->raw_data();
  const std::vector<float> steps = floats_of(*find_tensor(graph, name + ".steps"));
  ASSERT_EQ(rounded.size(), weights.size());
  ASSERT_EQ(steps.size(), 16u);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const float step = steps[i / 9];
    EXPECT_NEAR(static_cast<float>(static_cast<signed char>(rounded[i])) * step, weights[i], 0.501f * step);
  }
  for (std::size_t output = 0; output < 16; ++output) {
    const std::string of_output = rounded.substr(9 * output, 9);
    EXPECT_TRUE(
        std::ranges::any_of(of_output, [](char q) { return std::abs(static_cast<signed char>(q)) == 127; }));
  }
}

class QuantizedModelTest : public testing::TestWithParam<QuantizationScope> {};

TEST_P(QuantizedModelTest, IsSmallerAndGivesNearlyTheSameLogits) {
  const Model model = trained_model();
  const FakeExamples seen({8, 11}, 64, 3), compared({8, 11}, 40, 3, 5);
  const QuantizedModel quantized = quantize_model(model.bytes, model.file, GetParam(), seen, compared);
  EXPECT_LT(quantized.bytes.size(), model.bytes.size());
  EXPECT_EQ(quantized.differences.examples, 40u);
  EXPECT_GT(quantized.differences.typical, 0.0);

  double squares = 0.0, most = 0.0;
  for (std::size_t example = 0; example < 20; ++example) {
    const std::vector<float> expected = logits(model.bytes, model.file, example);
    const std::vector<float> rounded = logits(quantized.bytes, model.file, example);
    for (std::size_t i = 0; i < 3; ++i) {
      squares += expected[i] * expected[i];
      most = std::max(most, std::abs(static_cast<double>(expected[i]) - rounded[i]));
    }
  }
  EXPECT_LT(quantized.differences.typical, 0.03 * std::sqrt(squares / 60.0));
  EXPECT_LE(most, quantized.differences.largest);
}

TEST_P(QuantizedModelTest, ReadsBackWithASelfCheckOfItsOwn) {
  const Model model = trained_model();
  const FakeExamples examples({8, 11}, 64, 3);
  const QuantizedModel quantized = quantize_model(model.bytes, model.file, GetParam(), examples, examples);
  ModelCard card = model.file.card;
  card.description = "smaller";
  const Model finished = model_of_bytes(with_card(quantized.bytes, card));
  EXPECT_EQ(finished.file.card.description, "smaller");
  EXPECT_EQ(finished.file.card.labels, model.file.card.labels);
  const Clip signal = self_check_signal(finished.file.card.self_check, 8000);
  const Features features = FrontEnd(audio_front_end(finished.file)).compute(signal);
  OnnxRuntimeBackend backend(finished.bytes, finished.file);
  EXPECT_LT(self_check_difference(finished.file.card.self_check, backend.logits(features)), 1e-5f);
  EXPECT_GT(self_check_difference(model.file.card.self_check, backend.logits(features)), 0.0f);
}

TEST_P(QuantizedModelTest, IsNotQuantizedOnceMore) {
  const Model model = trained_model();
  const FakeExamples examples({8, 11}, 16, 3);
  const QuantizedModel quantized = quantize_model(model.bytes, model.file, GetParam(), examples, examples);
  EXPECT_THROW(quantize_model(quantized.bytes, model.file, GetParam(), examples, examples), Error);
}

INSTANTIATE_TEST_SUITE_P(Scopes, QuantizedModelTest,
                         testing::Values(QuantizationScope::weights,
                                         QuantizationScope::weights_and_activations),
                         [](const auto& tested) {
                           return tested.param == QuantizationScope::weights ? "weights"
                                                                             : "weights_and_activations";
                         });

TEST(QuantizedModel, RefusesNetworksWithoutWeightsThatMultiply) {
  const Model model = trained_model(
      "{ kind = 'max_pool', kernel = [3, 1] }, { kind = 'batch_norm' }, { kind = 'adaptive_average_pool', "
      "size = "
      "[1, 3] }, { kind = 'flatten' }");
  const FakeExamples examples({8, 11}, 16, 3);
  EXPECT_THROW(quantize_model(model.bytes, model.file, QuantizationScope::weights, examples, examples),
               Error);
}

}  // namespace
}  // namespace earshot
