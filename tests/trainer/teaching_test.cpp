#include "model/teaching.h"

#include <gmock/gmock.h>
#include <onnx/checker.h>
#include <onnx/onnx_pb.h>

#include <filesystem>

#include "core/signals.h"
#include "data/files.h"
#include "export/export_model.h"
#include "features/front_end.h"
#include "inference/onnx_runtime_backend.h"
#include "model/further_output.h"
#include "model/self_check.h"
#include "quantization/quantize_model.h"
#include "recipe/recipe.h"
#include "test_data.h"
#include "trainer/fake_examples.h"
#include "trainer/recipe_text.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

struct Model {
  std::vector<std::byte> bytes;
  ModelFile file;
};

Model model_of_bytes(std::vector<std::byte> bytes) {
  ModelFile file = read_model_file(bytes, "model.onnx");
  return {std::move(bytes), std::move(file)};
}

/// What weights happen to be first is enough to tell tones apart.
Model untrained_model() {
  const Recipe recipe =
      parse_recipe(recipe_text("{ kind = 'flatten' }, { kind = 'linear', units = 16, activation = 'relu' }, "
                               "{ kind = 'linear', units = 3 }"),
                   "r.toml");
  ModelCard card;
  card.name = "small";
  card.labels = {"a", "b", "c"};
  card.front_end = *recipe.front_end;
  const TemporaryFolder folder;
  export_model(folder.path() / "m.onnx", Network(recipe.network, 1), card, FakeExamples({8, 11}, 16, 3));
  return model_of_bytes(read_file(folder.path() / "m.onnx"));
}

/// A backend that gives a model's embedding.
OnnxRuntimeBackend embedder(const Model& model) {
  std::vector<std::byte> bytes = model.bytes;
  const std::vector<std::byte> addition = further_output(*model.file.embedding);
  bytes.insert(bytes.end(), addition.begin(), addition.end());
  ModelFile file = model.file;
  file.output.name = *model.file.embedding;
  return OnnxRuntimeBackend(bytes, file);
}

Clip tone(double hertz) {
  return {16000, {sine(16000, 16000, hertz)}};
}

Features self_check_features(const ModelFile& file) {
  const FrontEndSpec& spec = audio_front_end(file);
  return FrontEnd(spec).compute(self_check_signal(file.card.self_check, spec.sample_rate));
}

TaughtModel teach_tones(const Model& model) {
  Teaching teaching(model.file, {{"low"}, {"high"}});
  for (int take = 0; take < 3; ++take) {
    teaching.add(0, tone(400 + 10 * take), "low");
    teaching.add(1, tone(3000 + 50 * take), "high");
  }
  OnnxRuntimeBackend network = embedder(model);
  for (std::size_t i = 0; i < teaching.examples(); ++i)
    teaching.take(i, network.logits(teaching.features(i)));
  return teaching.finish(model.bytes, "tones", network.logits(self_check_features(model.file)));
}

/// Teaches the model and asks ONNX Runtime what the new file says.
void expect_taught(const Model& model) {
  const TaughtModel taught = teach_tones(model);
  EXPECT_EQ(taught.accuracy, 1.0);
  onnx::ModelProto proto;
  ASSERT_TRUE(proto.ParseFromArray(taught.file.data(), static_cast<int>(taught.file.size())));
  EXPECT_NO_THROW(onnx::checker::check_model(proto));

  const Model result = model_of_bytes(taught.file);
  OnnxRuntimeBackend network(result.bytes, result.file);
  const std::vector<float> check = network.logits(self_check_features(result.file));
  EXPECT_LT(self_check_difference(result.file.card.self_check, check), 1e-4f);
  FrontEnd front_end(audio_front_end(result.file));
  EXPECT_THAT(network.logits(front_end.compute(tone(420))),
              testing::ElementsAre(testing::Gt(0), testing::Lt(0)));
  EXPECT_THAT(network.logits(front_end.compute(tone(3080))),
              testing::ElementsAre(testing::Lt(0), testing::Gt(0)));
}

TEST(Teaching, OfTheShippedModelGivesWhatOnnxRuntimeRuns) {
  expect_taught(model_of_bytes(read_file(std::filesystem::path(kTestData) / "../assets/models/digits.onnx")));
}

TEST(Teaching, OfAQuantizedModelGivesWhatOnnxRuntimeRuns) {
  const Model model = untrained_model();
  expect_taught(model);
  const FakeExamples examples({8, 11}, 64, 3);
  for (const QuantizationScope scope :
       {QuantizationScope::weights, QuantizationScope::weights_and_activations}) {
    const QuantizedModel quantized = quantize_model(model.bytes, model.file, scope, examples, examples);
    expect_taught(model_of_bytes(with_card(quantized.bytes, model.file.card)));
  }
}

}  // namespace
}  // namespace earshot
