#include "model/teaching.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "core/model_fixture.h"
#include "core/signals.h"
#include "error.h"
#include "model/replaced_head.h"

namespace earshot {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::byte> some_model() {
  return model_bytes(to_json(sound_card()).dump(), {40, 101}, {2},
                     {graph_node("Relu", {"features"}, "hidden"),
                      graph_node("DequantizeLinear", {"weights", "steps"}, "rounded"),
                      graph_node("Gemm", {"hidden", "rounded", "biases"}, "scores"),
                      graph_node("Identity", {"scores"}, "logits")});
}

Teaching teaching_of(std::vector<TaughtLabel> labels) {
  return Teaching(read_model_file(some_model(), "some.onnx"), std::move(labels));
}

template <typename Task>
std::string complaint(Task task) {
  try {
    task();
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

/// A second of a tone, mono at 16 kHz.
Clip tone(double hertz, double seconds = 1.0) {
  return {16000, {sine(static_cast<std::size_t>(16000 * seconds), 16000, hertz)}};
}

/// What the network says of features: where, over the bands, they are loudest.
std::vector<float> embed(const Features& features) {
  std::vector<float> sums(static_cast<std::size_t>(features.bands));
  for (std::size_t i = 0; i < features.values.size(); ++i)
    sums[i / static_cast<std::size_t>(features.frames)] += features.values[i] / 1000.0f;
  return sums;
}

TaughtModel teach_tones() {
  Teaching teaching = teaching_of({{"low"}, {"high"}, {"other", true}});
  for (int take = 0; take < 3; ++take) {
    teaching.add(0, tone(300 + 10 * take), "low");
    teaching.add(1, tone(3000 + 100 * take), "high");
  }
  teaching.add(2, tone(1000, 3.5), "background");
  for (std::size_t i = 0; i < teaching.examples(); ++i) teaching.take(i, embed(teaching.features(i)));
  return teaching.finish(some_model(), "tones", std::vector<float>(40, 0.5f));
}

TEST(Teaching, GivesAModelOfTheNewLabels) {
  const TaughtModel taught = teach_tones();
  EXPECT_EQ(taught.takes, 9u);
  EXPECT_EQ(taught.accuracy, 1.0);
  EXPECT_EQ(taught.noisy_accuracy, 1.0);
  EXPECT_THAT(taught.confusion, ElementsAre(24, 0, 0, 0, 24, 0, 0, 0, 24));

  const ModelFile model = read_model_file(taught.file, "tones.onnx");
  const ModelCard& card = model.card;
  EXPECT_EQ(card.name, "tones");
  EXPECT_THAT(card.labels, ElementsAre("low", "high", "other"));
  EXPECT_THAT(card.decision.rejected, ElementsAre("other"));
  EXPECT_EQ(card.metrics.at("held-out accuracy"), 1.0);
  EXPECT_EQ(card.parameter_count, 1 + 41 * (3 - 2));
  EXPECT_EQ(card.self_check.logits.size(), 3u);
  EXPECT_EQ(to_json(*card.front_end), to_json(*sound_card().front_end));
  EXPECT_EQ(card.recipe.at("teaching").at("takes").at("other"), 3);
  EXPECT_EQ(card.data_sources.size(), 2u);
  EXPECT_EQ(model.embedding, "hidden");
  EXPECT_EQ(model.output.shape, (std::vector<std::int64_t>{-1, 3}));
}

/// Of tones between those that are taught.
Negatives some_negatives() {
  FrontEnd front_end(*sound_card().front_end);
  std::vector<std::vector<float>> embeddings;
  for (double hertz = 700.0; hertz < 1500.0; hertz += 50.0)
    embeddings.push_back(embed(front_end.compute(tone(hertz))));
  return negatives_of(embeddings);
}

TEST(Teaching, OneWordAloneIsToldFromTheModelsNegatives) {
  ModelFile model = read_model_file(some_model(), "some.onnx");
  model.card.negatives = some_negatives();
  Teaching teaching(model, {{"high"}, {"other", true}});
  for (int take = 0; take < 3; ++take) teaching.add(0, tone(3000 + 100 * take), "high");
  for (std::size_t i = 0; i < teaching.examples(); ++i) teaching.take(i, embed(teaching.features(i)));
  FrontEnd front_end(*model.card.front_end);
  const std::vector<float> unknown = embed(front_end.compute(tone(1010)));
  // The card's self-check holds what the new head says.
  const TaughtModel taught = teaching.finish(some_model(), "high", unknown);
  EXPECT_EQ(taught.takes, 3u);
  EXPECT_EQ(taught.accuracy, 1.0);
  EXPECT_THAT(taught.confusion, ElementsAre(24, 0, 0, 0));
  const ModelCard card = read_model_file(taught.file, "high.onnx").card;
  EXPECT_GT(card.self_check.logits[1], card.self_check.logits[0]);
  EXPECT_EQ(card.negatives.values, model.card.negatives.values);
}

TEST(Teaching, RefusesNegativesOfAnotherNetwork) {
  ModelFile model = read_model_file(some_model(), "some.onnx");
  model.card.negatives = negatives_of(std::vector<std::vector<float>>{{1.0f, 2.0f}});
  Teaching teaching(model, {{"high"}, {"other", true}});
  for (int take = 0; take < 3; ++take) teaching.add(0, tone(3000), "high");
  for (std::size_t i = 0; i < teaching.examples(); ++i) teaching.take(i, embed(teaching.features(i)));
  EXPECT_THAT(complaint([&] { teaching.finish(some_model(), "high", std::vector<float>(40)); }),
              HasSubstr("its negatives have 2 numbers each, but its network gives 40"));
}

TEST(Negatives, AreWithinHalfAStepAndSurviveTheRoundTrip) {
  const std::vector<std::vector<float>> embeddings = {{0.0f, 1.0f, -2.54f}, {0.3f, -0.01f, 2.0f}};
  const Negatives negatives = negatives_of(embeddings);
  ASSERT_EQ(negatives.size(), 2u);
  EXPECT_NEAR(negatives.step, 0.02, 1e-6);
  const Negatives read = negatives_from_json(to_json(negatives));
  for (std::size_t sound = 0; sound < 2; ++sound)
    EXPECT_THAT(read.embedding(sound), testing::Pointwise(testing::FloatNear(0.0101f), embeddings[sound]));
  auto json = to_json(negatives);
  json["values"] = "AAAA=";
  EXPECT_THAT(complaint([&] { negatives_from_json(json); }),
              HasSubstr("negatives.values: must be embeddings"));
}

TEST(Teaching, IsTheSameEachTime) {
  EXPECT_EQ(teach_tones().file, teach_tones().file);
}

TEST(Teaching, ATaughtModelCanBeTaughtAgain) {
  const TaughtModel first = teach_tones();
  Teaching teaching(read_model_file(first.file, "tones.onnx"), {{"low"}, {"high"}});
  for (int take = 0; take < 3; ++take) {
    teaching.add(0, tone(300 + 10 * take), "low");
    teaching.add(1, tone(3000 + 100 * take), "high");
  }
  for (std::size_t i = 0; i < teaching.examples(); ++i) teaching.take(i, embed(teaching.features(i)));
  const TaughtModel second = teaching.finish(first.file, "two", std::vector<float>(40, 0.5f));
  const ModelFile model = read_model_file(second.file, "two.onnx");
  EXPECT_THAT(model.card.labels, ElementsAre("low", "high"));
  EXPECT_EQ(model.card.data_sources.size(), 2u);
  const NetworkOutline outline = read_network_outline(second.file);
  EXPECT_EQ(outline.nodes.size(), 2u);
  EXPECT_EQ(outline.initializers.size(), 2u);
}

TEST(Teaching, CopiesOfATakeAreInNoiseAndMoved) {
  Teaching teaching = teaching_of({{"low"}, {"high"}});
  for (int take = 0; take < 3; ++take) {
    teaching.add(0, tone(300), "low");
    teaching.add(1, tone(3000), "high");
  }
  EXPECT_EQ(teaching.features(0).values, teaching.features(2 * (1 + Teaching::kCopies)).values);
  for (std::size_t copy = 1; copy <= Teaching::kCopies; ++copy)
    EXPECT_NE(teaching.features(copy).values, teaching.features(copy - 1).values);
}

TEST(Teaching, SaysWhatIsMissing) {
  EXPECT_THAT(complaint([] { teaching_of({{"yes"}}); }), HasSubstr("One word alone can't be told"));
  EXPECT_THAT(complaint([] { teaching_of({{"other", true}, {"more", true}}); }),
              HasSubstr("no word to teach"));
  EXPECT_THAT(complaint([] { teaching_of({{"yes"}, {""}}); }), HasSubstr("A word has no name"));
  EXPECT_THAT(complaint([] { teaching_of({{"yes"}, {"yes"}}); }), HasSubstr("\"yes\" is there twice"));
  EXPECT_THAT(complaint([] {
                const auto bytes = model_bytes(to_json(sound_card()).dump(), {40, 101}, {2});
                Teaching(read_model_file(bytes, "some.onnx"), {{"yes"}, {"no"}});
              }),
              HasSubstr("some.onnx: does not end with a linear layer"));
  EXPECT_EQ(complaint([] {
              Teaching teaching = teaching_of({{"yes"}, {"no"}});
              for (int take = 0; take < 3; ++take) teaching.add(0, tone(300), "yes");
              teaching.add(1, tone(3000), "no");
              teaching.examples();
            }),
            "\"no\" has 1 of at least 3 takes; record 2 more");
  EXPECT_THAT(complaint([] {
                teaching_of({{"yes"}, {"no"}}).add(0, {16000, {std::vector<float>(16000)}}, "take 1 of yes");
              }),
              HasSubstr("take 1 of yes: is silent (-120 dB)"));
  EXPECT_THAT(complaint([] {
                teaching_of({{"yes"}, {"other", true}})
                    .add(1, {16000, {std::vector<float>(16000 * 1001)}}, "long.wav");
              }),
              HasSubstr("long.wav: with it there are more than 1000 takes, of 1 s each"));
}

TEST(ReplacedHead, LeavesNothingOfTheOldOne) {
  const std::vector<std::byte> bytes = some_model();
  const ModelFile model = read_model_file(bytes, "some.onnx");
  ModelCard card = model.card;
  card.labels = {"a", "b", "c"};
  card.self_check.logits = {1.0f, 2.0f, 3.0f};
  const LinearHead head{.inputs = 4, .weights = std::vector<float>(12), .biases = {0.5f, 1.5f, 2.5f}};
  const NetworkOutline outline = read_network_outline(replace_head(bytes, model, head, card));
  ASSERT_EQ(outline.nodes.size(), 2u);
  EXPECT_EQ(outline.nodes[0].operation, "Relu");
  EXPECT_EQ(outline.nodes[1].operation, "Gemm");
  EXPECT_THAT(outline.nodes[1].inputs, ElementsAre("hidden", "logits.weight", "logits.bias"));
  EXPECT_THAT(outline.nodes[1].outputs, ElementsAre("logits"));
  EXPECT_THAT(outline.initializers, ElementsAre("logits.weight", "logits.bias"));
  ASSERT_EQ(outline.outputs.size(), 1u);
  EXPECT_EQ(outline.outputs[0].shape, (std::vector<std::int64_t>{-1, 3}));
  EXPECT_EQ(parse_model_card(*outline.card).labels, card.labels);
}

}  // namespace
}  // namespace earshot
