#include "network/network.h"

#include <ATen/ops/empty.h>
#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <numeric>
#include <span>

#include "data/files.h"
#include "data/point_examples.h"
#include "error.h"
#include "export/export_model.h"
#include "features/front_end.h"
#include "inference/onnx_runtime_backend.h"
#include "model/model_file.h"
#include "network/module.h"
#include "recipe/recipe.h"
#include "trainer/fake_examples.h"
#include "trainer/recipe_text.h"
#include "trainer/temporary_folder.h"
#include "training/terminal_progress.h"
#include "training/trainer.h"

namespace earshot {
namespace {

struct LayerCase {
  std::string name;
  std::string input;   // "1d" or "2d"
  std::string layers;  // what is tried
  std::string output;  // its shape, from {8, 11} or {1, 8, 11}
  std::int64_t parameters;
};

void PrintTo(const LayerCase& layer_case, std::ostream* out) {
  *out << layer_case.layers;
}

class LayerTest : public testing::TestWithParam<LayerCase> {
 protected:
  void SetUp() override { set_training_threads(1); }

  /// The layers tried, and behind them what makes logits.
  Recipe recipe() const {
    const bool flat = !GetParam().output.contains('x');
    return parse_recipe(recipe_text(GetParam().layers + (flat ? "" : ",\n{ kind = 'flatten' }") +
                                        ",\n{ kind = 'linear', units = 3 }",
                                    GetParam().input),
                        "r.toml");
  }
};

ModelCard card_for(const Recipe& recipe) {
  ModelCard card;
  card.name = recipe.name;
  card.labels = {"a", "b", "c"};
  card.front_end = *recipe.front_end;
  return card;
}

TEST_P(LayerTest, HasTheShapeAndParametersOfItsDefinition) {
  const Recipe recipe = this->recipe();
  const LayerList& layers = recipe.network.layers;
  const std::size_t added = GetParam().output.contains('x') ? 2 : 1;
  EXPECT_EQ(to_string(layers[layers.size() - added - 1]->output()), GetParam().output);
  const Network network(recipe.network, 1);
  const std::int64_t linear = 3 * recipe.network.layers.back()->input().front() + 3;
  EXPECT_EQ(network.parameter_count() - linear, GetParam().parameters);
}

TEST_P(LayerTest, GivesTheSameFromTheExportedModel) {
  const Recipe recipe = this->recipe();
  Network network(recipe.network, 1);
  // An epoch of training, so that running statistics are not those of the beginning.
  SilentProgress progress;
  const std::atomic<bool> stop = false;
  TrainingSpec training;
  training.batch_size = 8;
  const FakeExamples examples({8, 11}, 40, 3);
  train(network, training, 1, examples, nullptr, {}, progress, stop);

  const std::filesystem::path path =
      std::filesystem::path(testing::TempDir()) / ("earshot-layer-" + GetParam().name + ".onnx");
  const ExportReport report = export_model(path, network, card_for(recipe), examples);
  EXPECT_EQ(report.examples, 40u);
  EXPECT_LT(report.largest_difference, 1e-5f);
  std::filesystem::remove(path);
}

INSTANTIATE_TEST_SUITE_P(
    Layers, LayerTest,
    testing::Values(
        LayerCase{"conv1d", "1d", "{ kind = 'conv1d', channels = 4, kernel = 5 }", "4 x 7", 8 * 4 * 5 + 4},
        LayerCase{"conv1d_of_few_channels", "1d",
                  "{ kind = 'conv1d', channels = 2, kernel = 1 }, "
                  "{ kind = 'conv1d', channels = 4, kernel = 4, padding = 1 }",
                  "4 x 10", 8 * 2 + 2 + 2 * 4 * 4 + 4},
        LayerCase{"conv1d_stride_padding", "1d",
                  "{ kind = 'conv1d', channels = 4, kernel = 4, stride = 2, padding = 1, bias = false }",
                  "4 x 5", 8 * 4 * 4},
        LayerCase{"conv1d_same_even", "1d", "{ kind = 'conv1d', channels = 4, kernel = 4, padding = 'same' }",
                  "4 x 11", 8 * 4 * 4 + 4},
        LayerCase{"conv1d_depthwise", "1d",
                  "{ kind = 'conv1d', channels = 16, kernel = 3, groups = 8, padding = 'same' }", "16 x 11",
                  16 * 3 + 16},
        LayerCase{"conv2d", "2d", "{ kind = 'conv2d', channels = 4, kernel = [2, 3] }", "4 x 7 x 9",
                  4 * 2 * 3 + 4},
        LayerCase{"conv2d_same_stride", "2d",
                  "{ kind = 'conv2d', channels = 4, kernel = 3, stride = 2, padding = 'same' }", "4 x 4 x 6",
                  4 * 9 + 4},
        LayerCase{"conv2d_padding", "2d",
                  "{ kind = 'conv2d', channels = 8, kernel = 5, stride = 2, padding = 2 }", "8 x 4 x 6",
                  8 * 25 + 8},
        LayerCase{
            "conv2d_depthwise_dilated", "2d",
            "{ kind = 'conv2d', channels = 6, kernel = 1 }, { kind = 'conv2d', channels = 6, kernel = [1, "
            "3], groups = 6, dilation = [1, 4], padding = 'same' }",
            "6 x 8 x 11", 6 * 2 + 6 * 3 + 6},
        LayerCase{
            "conv2d_dilated_stride", "2d",
            "{ kind = 'conv2d', channels = 2, kernel = 3, dilation = 2, stride = [1, 2], padding = [0, 3] "
            "}",
            "2 x 4 x 7", 2 * 9 + 2},
        LayerCase{"conv1d_dilated", "1d", "{ kind = 'conv1d', channels = 4, kernel = 3, dilation = 3 }",
                  "4 x 5", 8 * 4 * 3 + 4},
        LayerCase{"conv1d_dilated_of_few_channels", "1d",
                  "{ kind = 'conv1d', channels = 2, kernel = 1 }, "
                  "{ kind = 'conv1d', channels = 4, kernel = 4, dilation = 2, padding = 'same' }",
                  "4 x 11", 8 * 2 + 2 + 2 * 4 * 4 + 4},
        LayerCase{"relu", "1d", "{ kind = 'activation', function = 'relu' }", "8 x 11", 0},
        LayerCase{"leaky_relu", "1d", "{ kind = 'activation', function = 'leaky_relu' }", "8 x 11", 0},
        LayerCase{"elu", "1d", "{ kind = 'activation', function = 'elu' }", "8 x 11", 0},
        LayerCase{"sigmoid", "1d", "{ kind = 'activation', function = 'sigmoid' }", "8 x 11", 0},
        LayerCase{"tanh", "1d", "{ kind = 'activation', function = 'tanh' }", "8 x 11", 0},
        LayerCase{"silu", "2d", "{ kind = 'activation', function = 'silu' }", "1 x 8 x 11", 0},
        LayerCase{"hard_swish", "1d", "{ kind = 'activation', function = 'hard_swish' }", "8 x 11", 0},
        LayerCase{"conv_with_activation", "1d",
                  "{ kind = 'conv1d', channels = 4, kernel = 1, activation = 'tanh' }", "4 x 11", 36},
        LayerCase{"batch_norm_1d", "1d", "{ kind = 'batch_norm' }", "8 x 11", 16},
        LayerCase{"batch_norm_2d", "2d",
                  "{ kind = 'conv2d', channels = 3, kernel = 1 }, { kind = 'batch_norm', epsilon = 0.001 }",
                  "3 x 8 x 11", 12},
        LayerCase{"batch_norm_flat", "1d", "{ kind = 'flatten' }, { kind = 'batch_norm' }", "88", 176},
        LayerCase{
            "batch_norm_of_sub_bands", "2d",
            "{ kind = 'conv2d', channels = 3, kernel = 3, padding = 1 }, { kind = 'batch_norm', sub_bands = "
            "4 }",
            "3 x 8 x 11", 3 * 9 + 3 + 2 * 3 * 4},
        LayerCase{"max_pool_1d", "1d", "{ kind = 'max_pool', kernel = 2 }", "8 x 5", 0},
        LayerCase{"max_pool_2d_same", "2d", "{ kind = 'max_pool', kernel = 3, padding = 'same' }",
                  "1 x 3 x 4", 0},
        LayerCase{"max_pool_2d", "2d", "{ kind = 'max_pool', kernel = [2, 3], stride = [1, 2] }", "1 x 7 x 5",
                  0},
        LayerCase{"max_pool_1d_same", "1d", "{ kind = 'max_pool', kernel = 2, padding = 'same' }", "8 x 6",
                  0},
        LayerCase{"max_pool_1d_padding", "1d", "{ kind = 'max_pool', kernel = 4, stride = 2, padding = 3 }",
                  "8 x 7", 0},
        LayerCase{"average_pool_1d_overlapping", "1d", "{ kind = 'average_pool', kernel = 3, stride = 2 }",
                  "8 x 5", 0},
        LayerCase{"average_pool_1d_wide", "1d", "{ kind = 'average_pool', kernel = 5 }", "8 x 2", 0},
        LayerCase{"average_pool_1d", "1d", "{ kind = 'average_pool', kernel = 2 }", "8 x 5", 0},
        LayerCase{"average_pool_2d", "2d", "{ kind = 'average_pool', kernel = 2 }", "1 x 4 x 5", 0},
        LayerCase{"adaptive_average_pool_1d", "1d", "{ kind = 'adaptive_average_pool', size = 4 }", "8 x 4",
                  0},
        LayerCase{"adaptive_average_pool_2d", "2d",
                  "{ kind = 'conv2d', channels = 2, kernel = 1 }, { kind = 'adaptive_average_pool', size = "
                  "[3, 4] }",
                  "2 x 3 x 4", 4},
        LayerCase{"adaptive_average_pool_to_one", "2d", "{ kind = 'adaptive_average_pool', size = 1 }",
                  "1 x 1 x 1", 0},
        LayerCase{"mean_over_bands", "2d",
                  "{ kind = 'conv2d', channels = 2, kernel = 1 }, { kind = 'mean_over_bands' }", "2 x 1 x 11",
                  4},
        LayerCase{"mean_over_time_1d", "1d", "{ kind = 'mean_over_time' }", "8", 0},
        LayerCase{"mean_over_time_2d", "2d", "{ kind = 'mean_over_time' }", "1 x 8", 0},
        LayerCase{"global_average_pool_1d", "1d", "{ kind = 'global_average_pool' }", "8", 0},
        LayerCase{"global_average_pool_2d", "2d",
                  "{ kind = 'conv2d', channels = 5, kernel = 1 }, { kind = 'global_average_pool' }", "5", 10},
        LayerCase{"dropout", "1d", "{ kind = 'dropout', probability = 0.5 }", "8 x 11", 0},
        LayerCase{"flatten", "2d", "{ kind = 'flatten' }", "88", 0},
        LayerCase{"linear", "1d", "{ kind = 'flatten' }, { kind = 'linear', units = 6, activation = 'relu' }",
                  "6", 88 * 6 + 6},
        LayerCase{"repeat", "1d",
                  "{ kind = 'repeat', times = 3, layers = [{ kind = 'conv1d', channels = 8, kernel = 3 }, "
                  "{ kind = 'activation', function = 'relu' }] }",
                  "8 x 5", 3 * (8 * 8 * 3 + 8)},
        LayerCase{"residual", "1d",
                  "{ kind = 'residual', layers = [{ kind = 'conv1d', channels = 8, kernel = 3, padding = "
                  "'same' }], "
                  "activation = 'relu' }",
                  "8 x 11", 8 * 8 * 3 + 8},
        LayerCase{
            "residual_shortcut", "2d",
            "{ kind = 'residual', layers = [{ kind = 'conv2d', channels = 4, kernel = 3, padding = 1, stride "
            "= 2 }, "
            "{ kind = 'batch_norm' }], shortcut = [{ kind = 'conv2d', channels = 4, kernel = 1, stride = 2, "
            "bias = false }] }",
            "4 x 4 x 6", 4 * 9 + 4 + 8 + 4},
        LayerCase{
            "residual_broadcast_to_bands", "2d",
            "{ kind = 'conv2d', channels = 4, kernel = 1, bias = false }, { kind = 'residual', layers = [{ "
            "kind = 'mean_over_bands' }, { kind = 'conv2d', channels = 4, kernel = [1, 3], groups = 4, "
            "padding = 'same' }, { kind = 'batch_norm', activation = 'silu' }] }",
            "4 x 8 x 11", 4 + 4 * 3 + 4 + 8},
        LayerCase{
            "residual_broadcast_both_ways", "2d",
            "{ kind = 'residual', layers = [{ kind = 'mean_over_bands' }, { kind = 'conv2d', channels = 3, "
            "kernel = 1 }], shortcut = [{ kind = 'max_pool', kernel = [1, 11] }] }",
            "3 x 8 x 11", 6}),
    [](const auto& tested) { return tested.param.name; });

/// What the layers make of 0, 1, 2 ...
std::vector<float> outputs_of(const std::string& layers, const std::string& input) {
  const Network network(parse_recipe(recipe_text(layers + ", { kind = 'flatten' }", input), "r.toml").network,
                        1);
  std::vector<float> features(88);
  std::iota(features.begin(), features.end(), 0.0f);
  return network.logits(features);
}

TEST(MaxPool, PadsAsTensorFlowDoes) {
  // 8 x 11, windows of 3 x 3: one band and one frame are missing, and are padded behind.
  EXPECT_THAT(outputs_of("{ kind = 'max_pool', kernel = 3, padding = 'same' }", "2d"),
              testing::ElementsAre(24, 27, 30, 32, 57, 60, 63, 65, 79, 82, 85, 87));
}

TEST(Convolution, PadsAsTensorFlowDoes) {
  // Windows of 4 at every second of 11 frames: 6 outputs, for which 3 frames are missing: one in front, two
  // behind. Over ones, each output is the sum of those weights that lie on frames.
  const Recipe recipe = parse_recipe(
      recipe_text("{ kind = 'conv2d', channels = 1, kernel = [1, 4], stride = [8, 2], padding = 'same' }, "
                  "{ kind = 'flatten' }",
                  "2d") +
          "initialization = { biases = 'zeros' }",
      "r.toml");
  const Network network(recipe.network, 1);
  const std::vector<float> weights = network.graph().tensors.front().values;
  std::vector<float> features(88);
  std::fill_n(features.begin(), 11, 1.0f);
  const float all = weights[0] + weights[1] + weights[2] + weights[3];
  const std::vector<float> expected = {
      weights[1] + weights[2] + weights[3], all, all, all, all, weights[0] + weights[1]};
  EXPECT_THAT(network.logits(features), testing::Pointwise(testing::FloatNear(1e-5f), expected));
}

TEST(Convolution, TakesEveryFrameThatItsDilationNames) {
  const Recipe recipe = parse_recipe(
      recipe_text("{ kind = 'conv2d', channels = 1, kernel = [1, 3], dilation = [1, 4], bias = false }, "
                  "{ kind = 'flatten' }",
                  "2d"),
      "r.toml");
  const Network network(recipe.network, 1);
  const std::vector<float> weights = network.graph().tensors.front().values;
  std::vector<float> features(88);
  features[4] =
      1.0f;  // of the first band: output 0 meets it in the middle of the kernel, no other one with 0
  const std::vector<float> logits = network.logits(features);
  ASSERT_EQ(logits.size(), 24u);
  EXPECT_THAT(std::span(logits).first(3), testing::ElementsAre(weights[1], 0.0f, 0.0f));
}

TEST(MeanOverBands, LeavesOneBand) {
  const std::vector<float> outputs = outputs_of("{ kind = 'mean_over_bands' }", "2d");
  ASSERT_EQ(outputs.size(), 11u);
  EXPECT_FLOAT_EQ(outputs.front(), 11.0f * 3.5f);
  EXPECT_FLOAT_EQ(outputs.back(), 11.0f * 3.5f + 10.0f);
}

TEST(Residual, AddsTheMeanOfTheBandsToEach) {
  const std::vector<float> outputs =
      outputs_of("{ kind = 'residual', layers = [{ kind = 'mean_over_bands' }] }", "2d");
  ASSERT_EQ(outputs.size(), 88u);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    EXPECT_FLOAT_EQ(outputs[i], static_cast<float>(i) + 11.0f * 3.5f + static_cast<float>(i % 11));
  }
}

TEST(BatchNorm, NormalizesEachSubBandByItself) {
  // Each of two channels has 8 bands; the groups of two differ in level, so that the mean of all of them
  // would not be that of any.
  const NetworkSpec spec =
      parse_recipe(recipe_text("{ kind = 'batch_norm', sub_bands = 4 }, { kind = 'flatten' }", "2d"),
                   "r.toml")
          .network;
  const Network network(spec, 1);
  at::Tensor input = at::empty({5, 1, 8, 11});
  for (std::int64_t band = 0; band < 8; ++band) {
    input.select(2, band).normal_(static_cast<double>(100 * (band / 2)), static_cast<double>(1 + band / 2));
  }
  const at::Tensor output = network.module().forward(input, /*training=*/true).reshape({5, 4, 22});
  for (std::int64_t group = 0; group < 4; ++group) {
    EXPECT_NEAR(output.select(1, group).mean().item<double>(), 0.0, 1e-4);
    EXPECT_NEAR(output.select(1, group).var(/*unbiased=*/false).item<double>(), 1.0, 1e-3);
  }
}

TEST(AdaptiveAveragePool, AveragesOverPyTorchsWindows) {
  // 11 frames to 4: windows [0, 3), [2, 6), [5, 9), [8, 11).
  const std::vector<float> outputs = outputs_of("{ kind = 'adaptive_average_pool', size = 4 }", "1d");
  ASSERT_EQ(outputs.size(), 32u);
  for (std::size_t band = 0; band < 8; ++band) {
    const auto first = static_cast<float>(11 * band);
    EXPECT_THAT(std::span(outputs).subspan(4 * band, 4),
                testing::ElementsAre(first + 1.0f, first + 3.5f, first + 6.5f, first + 9.0f));
  }
}

TEST(BatchNorm, LeavesItsStatisticsAloneForASingleValue) {
  const Recipe recipe = parse_recipe(
      recipe_text("{ kind = 'flatten' }, { kind = 'batch_norm' }, { kind = 'linear', units = 3 }"), "r.toml");
  Network network(recipe.network, 1);
  SilentProgress progress;
  const std::atomic<bool> stop = false;
  TrainingSpec training;
  training.batch_size = 8;
  train(network, training, 1, FakeExamples({8, 11}, 9, 3), nullptr, {}, progress, stop);
  EXPECT_THAT(network.logits(std::vector<float>(88, 0.3f)),
              testing::Each(testing::Truly([](float logit) { return std::isfinite(logit); })));
}

NetworkSpec network_with(const std::string& initialization) {
  return parse_recipe(
             recipe_text("{ kind = 'conv1d', channels = 400, kernel = 5 }, { kind = 'mean_over_time' }, "
                         "{ kind = 'linear', units = 3 }") +
                 initialization,
             "r.toml")
      .network;
}

/// Of the first tensor with that many dimensions.
std::pair<double, double> bound_and_deviation(const Network& network, std::size_t dimensions) {
  for (const Graph::Tensor& tensor : network.graph().tensors) {
    if (tensor.shape.size() != dimensions) continue;
    double largest = 0.0, squares = 0.0;
    for (const float value : tensor.values) {
      largest = std::max(largest, std::abs(static_cast<double>(value)));
      squares += static_cast<double>(value) * value;
    }
    return {largest, std::sqrt(squares / static_cast<double>(tensor.values.size()))};
  }
  return {};
}

TEST(Initialization, FollowsTheFormulas) {
  // Convolution weights {400, 8, 5}: fan-in 40, fan-out 2000.
  const auto [bound, deviation] = bound_and_deviation(Network(network_with(""), 1), 3);
  EXPECT_LE(bound, 1.0 / std::sqrt(40.0));
  EXPECT_NEAR(deviation, 1.0 / std::sqrt(40.0) / std::sqrt(3.0), 2e-3);

  const auto xavier =
      bound_and_deviation(Network(network_with("initialization = { weights = 'xavier_uniform' }"), 1), 3);
  EXPECT_LE(xavier.first, std::sqrt(6.0 / 2040.0));
  EXPECT_NEAR(xavier.second, std::sqrt(2.0 / 2040.0), 1e-3);

  const Network kaiming(
      network_with("initialization = { weights = 'kaiming_normal', negative_slope = 0.1, biases = 'zeros' }"),
      1);
  EXPECT_NEAR(bound_and_deviation(kaiming, 3).second, std::sqrt(2.0 / 1.01 / 40.0), 5e-3);
  EXPECT_EQ(bound_and_deviation(kaiming, 1).first, 0.0);
}

TEST(Network, IsTheSameFromTheSameSeed) {
  const NetworkSpec spec = network_with("");
  const std::vector<float> features(88, 0.5f);
  EXPECT_EQ(Network(spec, 7).logits(features), Network(spec, 7).logits(features));
  EXPECT_NE(Network(spec, 7).logits(features), Network(spec, 8).logits(features));
}

TEST(Export, WritesAModelThatReadsBackWithItsSelfCheck) {
  const Recipe recipe =
      parse_recipe(recipe_text("{ kind = 'mean_over_time' }, { kind = 'linear', units = 3 }"), "r");
  const Network network(recipe.network, 1);
  const std::filesystem::path path = std::filesystem::path(testing::TempDir()) / "earshot-export.onnx";
  export_model(path, network, card_for(recipe), FakeExamples({8, 11}, 5, 3));

  const std::vector<std::byte> bytes = read_file(path);
  const ModelFile model = read_model_file(bytes, "m.onnx");
  EXPECT_EQ(model.card.labels.size(), 3u);
  EXPECT_EQ(model.card.parameter_count, 27);
  EXPECT_EQ(model.card.input_shape, (std::vector<std::int64_t>{8, 11}));
  EXPECT_EQ(model.input.name, "features");
  EXPECT_EQ(model.output.name, "logits");

  OnnxRuntimeBackend backend(bytes, model);
  FrontEnd front_end(audio_front_end(model));
  const Features features = front_end.compute(self_check_signal(model.card.self_check, 8000));
  EXPECT_LT(self_check_difference(model.card.self_check, backend.logits(features)), 1e-5f);
  EXPECT_THROW(backend.logits(Features{1, 8, 10, std::vector<float>(80)}), Error);
  std::filesystem::remove(path);
}

TEST(Export, WritesABinaryModelWithOneLogit) {
  const Recipe recipe = parse_recipe(
      "task = 'binary'\n" + recipe_text("{ kind = 'mean_over_time' }, { kind = 'linear', units = 1 }"), "r");
  const Network network(recipe.network, 1);
  ModelCard card = card_for(recipe);
  card.task = recipe.task;
  card.labels = {"music", "speech"};
  const TemporaryFolder folder;
  const FakeExamples examples({8, 11}, 5, 2);
  EXPECT_LT(export_model(folder.path() / "m.onnx", network, card, examples).largest_difference, 1e-5f);

  const std::vector<std::byte> bytes = read_file(folder.path() / "m.onnx");
  const ModelFile model = read_model_file(bytes, "m.onnx");
  EXPECT_EQ(model.card.task, ModelCard::Task::binary);
  EXPECT_THAT(model.card.labels, testing::ElementsAre("music", "speech"));
  EXPECT_EQ(model.card.self_check.logits.size(), 1u);
}

TEST(Export, WritesAModelOfNumbersWithoutAFrontEnd) {
  for (const std::string kind : {"noisy_ramp", "two_gaussians"}) {
    const bool ramp = kind == "noisy_ramp";
    const Recipe recipe =
        parse_recipe("name = 'points'\ntask = '" + std::string(ramp ? "regression" : "binary") +
                         "'\n[data.points]\nkind = '" + kind +
                         "'\n[network]\ninput = 'flat'\nlayers = [{ kind = 'linear', units = 5, "
                         "activation = 'sigmoid' }, { kind = 'linear', units = 1 }]\n"
                         "[training]\nepochs = 1\n",
                     "r.toml");
    const Network network(recipe.network, 1);
    ModelCard card;
    card.name = recipe.name;
    card.task = recipe.task;
    card.labels = recipe.data.labels;
    const PointExamples examples(generate_points(*recipe.data.points));
    const TemporaryFolder folder;
    const ExportReport report = export_model(folder.path() / "m.onnx", network, card, examples);
    EXPECT_EQ(report.examples, 200u);
    EXPECT_LT(report.largest_difference, 1e-5f);

    const std::vector<std::byte> bytes = read_file(folder.path() / "m.onnx");
    const ModelFile model = read_model_file(bytes, "m.onnx");
    EXPECT_FALSE(model.card.front_end);
    EXPECT_EQ(model.card.task, recipe.task);
    EXPECT_EQ(model.card.labels, recipe.data.labels);
    OnnxRuntimeBackend backend(bytes, model);
    const std::vector<float> point = ramp ? std::vector<float>{0.25f} : std::vector<float>{0.5f, -2.0f};
    EXPECT_NEAR(backend.logits({1, static_cast<int>(point.size()), 1, point}).at(0),
                network.logits(point).at(0), 1e-5f);
  }
}

TEST(Export, WritesNothingWhenTheCardContradictsTheNetwork) {
  const Recipe recipe =
      parse_recipe(recipe_text("{ kind = 'mean_over_time' }, { kind = 'linear', units = 4 }"), "r");
  const std::filesystem::path path = std::filesystem::path(testing::TempDir()) / "earshot-refused.onnx";
  EXPECT_THROW(export_model(path, Network(recipe.network, 1), card_for(recipe), FakeExamples({8, 11}, 5, 3)),
               Error);
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Export, SeesInBatchesWhetherTheRuntimesComputeTheSame) {
  const Recipe recipe =
      parse_recipe(recipe_text("{ kind = 'mean_over_time' }, { kind = 'linear', units = 3 }"), "r");
  const FakeExamples examples({8, 11}, 100, 3);
  Network network(recipe.network, 1);
  EXPECT_LT(difference_of_runtimes(network, card_for(recipe), examples, 100), kExportTolerance);
  // No number is near to what is none.
  network.shift_logits(std::vector{0.0f, std::numeric_limits<float>::quiet_NaN(), 0.0f});
  EXPECT_GT(difference_of_runtimes(network, card_for(recipe), examples, 100), 1.0f);
}

TEST(Network, ShiftsItsLogits) {
  const Recipe recipe =
      parse_recipe(recipe_text("{ kind = 'flatten' }, { kind = 'linear', units = 3 }", "1d"), "r.toml");
  Network network(recipe.network, 1);
  const std::vector<float> features(static_cast<std::size_t>(element_count(recipe.network.input)), 0.5f);
  const std::vector<float> before = network.logits(features);
  network.shift_logits(std::vector{0.5f, 0.0f, -2.0f});
  const std::vector<float> after = network.logits(features);
  EXPECT_NEAR(after[0] - before[0], 0.5f, 1e-5f);
  EXPECT_NEAR(after[1] - before[1], 0.0f, 1e-5f);
  EXPECT_NEAR(after[2] - before[2], -2.0f, 1e-5f);
}

TEST(Network, MustEndWithALinearLayerForEqualPriors) {
  try {
    parse_recipe(
        recipe_text(
            "{ kind = 'flatten' }, { kind = 'linear', units = 3 }, { kind = 'dropout', probability = 0.1 }",
            "1d", "epochs = 1\nequal_priors = true"),
        "r.toml");
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(),
                testing::HasSubstr("training.equal_priors: needs a network whose last layer is linear"));
  }
}

}  // namespace
}  // namespace earshot
