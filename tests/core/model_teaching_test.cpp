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

/// Of the model's own labels: lower tones for the one, tones in the middle for the other.
KnownSounds some_known_sounds() {
  FrontEnd front_end(*sound_card().front_end);
  std::vector<std::vector<float>> embeddings;
  std::vector<std::int64_t> labels;
  const auto add = [&](double hertz, std::int64_t label) {
    embeddings.push_back(embed(front_end.compute(tone(hertz))));
    labels.push_back(label);
  };
  for (double hertz = 300.0; hertz < 400.0; hertz += 20.0) add(hertz, 0);
  for (double hertz = 700.0; hertz < 1500.0; hertz += 50.0) add(hertz, 1);
  return known_sounds_of(embeddings, labels);
}

ModelFile model_that_knows_sounds() {
  ModelFile model = read_model_file(some_model(), "some.onnx");
  model.card.known_sounds = some_known_sounds();
  return model;
}

/// Teaches `labels`, of which the first has three takes of high tones; the card's self-check holds what the
/// new head says of the tone.
TaughtModel teach_high(const ModelFile& model, std::vector<TaughtLabel> labels, double hertz) {
  Teaching teaching(model, std::move(labels));
  for (int take = 0; take < 3; ++take) teaching.add(0, tone(3000 + 100 * take), "high");
  for (std::size_t i = 0; i < teaching.examples(); ++i) teaching.take(i, embed(teaching.features(i)));
  FrontEnd front_end(*model.card.front_end);
  return teaching.finish(some_model(), "high", embed(front_end.compute(tone(hertz))));
}

ModelCard card_of(const TaughtModel& taught) {
  return read_model_file(taught.file, "taught.onnx").card;
}

/// How many sounds are known of each label, and last, of none.
std::vector<std::size_t> known_of_labels(const ModelCard& card) {
  return to_json(card.known_sounds, card.labels.size()).at("counts");
}

TEST(Teaching, OneWordAloneIsToldFromWhatTheModelKnows) {
  const TaughtModel taught = teach_high(model_that_knows_sounds(), {{"high"}, {"other", true}}, 1010);
  EXPECT_EQ(taught.takes, 3u);
  EXPECT_EQ(taught.accuracy, 1.0);
  EXPECT_THAT(taught.confusion, ElementsAre(24, 0, 0, 0));
  const ModelCard card = card_of(taught);
  EXPECT_GT(card.self_check.logits[1], card.self_check.logits[0]);
  EXPECT_THAT(known_of_labels(card), ElementsAre(24, some_known_sounds().size(), 0));
}

TEST(Teaching, ALabelOfTheModelIsKeptWithoutTakes) {
  const std::vector<TaughtLabel> labels = {{"high"}, {"no"}, {"other", true}};
  const auto logits = [&](double hertz) {
    return card_of(teach_high(model_that_knows_sounds(), labels, hertz)).self_check.logits;
  };
  const auto heard = [](const std::vector<float>& of) { return std::ranges::max_element(of) - of.begin(); };
  EXPECT_EQ(heard(logits(3050)), 0);
  EXPECT_EQ(heard(logits(330)), 1);
  EXPECT_EQ(heard(logits(1010)), 2);
  // It can be kept again, and what was given up can not.
  const ModelCard card = card_of(teach_high(model_that_knows_sounds(), labels, 330));
  EXPECT_THAT(known_of_labels(card), ElementsAre(24, 5, 16, 0));
}

TEST(Teaching, AWordThatWasTaughtIsKeptWithoutItsTakes) {
  const TaughtModel first = teach_high(model_that_knows_sounds(), {{"high"}, {"other", true}}, 1010);
  Teaching teaching(read_model_file(first.file, "first.onnx"), {{"low"}, {"high"}, {"other", true}});
  for (int take = 0; take < 3; ++take) teaching.add(0, tone(300 + 10 * take), "low");
  for (std::size_t i = 0; i < teaching.examples(); ++i) teaching.take(i, embed(teaching.features(i)));
  FrontEnd front_end(*sound_card().front_end);
  const ModelCard card = card_of(teaching.finish(first.file, "second", embed(front_end.compute(tone(3050)))));
  EXPECT_GT(card.self_check.logits[1], std::max(card.self_check.logits[0], card.self_check.logits[2]));
  EXPECT_EQ(card.recipe.at("teaching").at("takes").at("high"), 3);
}

TEST(Teaching, AWordThatWasTaughtAndIsGivenUpIsNoNegative) {
  const TaughtModel first = teach_high(model_that_knows_sounds(), {{"hihg"}, {"other", true}}, 1010);
  const ModelCard card =
      card_of(teach_high(read_model_file(first.file, "first.onnx"), {{"high"}, {"other", true}}, 3050));
  EXPECT_GT(card.self_check.logits[0], card.self_check.logits[1]);
  EXPECT_EQ(card.known_sounds.size(), some_known_sounds().size() + 24);
}

TEST(Teaching, TheSameTakesAgainAreKnownOnce) {
  const std::vector<TaughtLabel> labels = {{"high"}, {"other", true}};
  const TaughtModel first = teach_high(model_that_knows_sounds(), labels, 1010);
  const TaughtModel second = teach_high(read_model_file(first.file, "first.onnx"), labels, 1010);
  EXPECT_EQ(card_of(second).known_sounds.size(), card_of(first).known_sounds.size());
}

TEST(Teaching, WithoutARejectedLabelWhatIsGivenUpIsForgotten) {
  const ModelCard card = card_of(teach_high(model_that_knows_sounds(), {{"high"}, {"no"}}, 330));
  EXPECT_THAT(known_of_labels(card), ElementsAre(24, 5, 16));
}

TEST(Teaching, RefusesKnownSoundsOfAnotherNetwork) {
  ModelFile model = read_model_file(some_model(), "some.onnx");
  model.card.known_sounds =
      known_sounds_of(std::vector<std::vector<float>>{{1.0f, 2.0f}}, std::vector<std::int64_t>{0});
  EXPECT_THAT(complaint([&] { teach_high(model, {{"high"}, {"other", true}}, 1000); }),
              HasSubstr("the sounds it knows have 2 numbers each, but its network gives 40"));
}

TEST(KnownSounds, AreWithinHalfAStepAndSurviveTheRoundTrip) {
  const std::vector<std::vector<float>> embeddings = {{0.0f, 1.0f, -2.54f}, {0.3f, -0.01f, 2.0f}};
  const std::vector<std::int64_t> labels = {KnownSounds::kNoLabel, 1};
  const KnownSounds sounds = known_sounds_of(embeddings, labels);
  ASSERT_EQ(sounds.size(), 2u);
  EXPECT_NEAR(sounds.step, 0.02, 1e-6);
  const KnownSounds read = known_sounds_from_json(to_json(sounds, 2), 2);
  EXPECT_THAT(read.labels, ElementsAre(1, KnownSounds::kNoLabel));
  for (std::size_t sound = 0; sound < 2; ++sound) {
    EXPECT_THAT(read.embedding(1 - sound),
                testing::Pointwise(testing::FloatNear(0.0101f), embeddings[sound]));
  }
  auto json = to_json(sounds, 2);
  json["values"] = "AAAA=";
  EXPECT_THAT(complaint([&] { known_sounds_from_json(json, 2); }),
              HasSubstr("known_sounds.values: must be embeddings"));
  json = to_json(sounds, 2);
  EXPECT_EQ(complaint([&] { known_sounds_from_json(json, 1); }),
            "known_sounds.counts: must be 2, one a label and one of no label, are 3");
  json["counts"] = {1, 1, 1};
  EXPECT_EQ(complaint([&] { known_sounds_from_json(json, 2); }),
            "known_sounds.counts: are of 3 sounds, but there are 2");
}

TEST(KnownSounds, OfAnEarlierCardHaveNoLabels) {
  auto json = to_json(
      known_sounds_of(std::vector<std::vector<float>>{{0.0f, 1.0f}}, std::vector<std::int64_t>{0}), 1);
  json.erase("counts");
  EXPECT_THAT(negatives_from_json(json).labels, ElementsAre(KnownSounds::kNoLabel));
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
  EXPECT_THAT(complaint([] { Teaching(model_that_knows_sounds(), {{"no"}, {"yes"}}).examples(); }),
              HasSubstr("There are no takes"));
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
