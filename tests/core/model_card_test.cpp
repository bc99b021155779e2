#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/model_fixture.h"
#include "error.h"
#include "model/model_card.h"

namespace earshot {
namespace {

using testing::HasSubstr;

/// The complaint about `json` as a card; empty when there is none.
std::string complaint(const nlohmann::json& json) {
  try {
    model_card_from_json(json);
    return "";
  } catch (const FieldError& error) {
    return error.what();
  }
}

TEST(ModelCard, SurvivesTheRoundTrip) {
  const auto json = to_json(sound_card());
  EXPECT_EQ(to_json(parse_model_card(json.dump())), json);
}

TEST(ModelCard, RefusesAnUnknownSchemaVersion) {
  auto json = to_json(sound_card());
  json["schema_version"] = 1;
  EXPECT_THAT(complaint(json), HasSubstr("schema_version: is 1, this version of Earshot reads 2 to 5"));
}

TEST(ModelCard, ReadsTheVersionsBefore) {
  auto json = to_json(sound_card());
  json["schema_version"] = 4;
  json["negatives"] = {{"inputs", 2}, {"step", 0.5}, {"values", "AAE="}};
  json.erase("known_sounds");
  EXPECT_EQ(model_card_from_json(json).known_sounds.embedding(0)[1], 0.5f);
  json["schema_version"] = 3;
  json["decision"].erase("rejected_sensitivity");
  json.erase("negatives");
  EXPECT_EQ(model_card_from_json(json).decision.rejected_sensitivity, 0.0);
  json["schema_version"] = 2;
  json.erase("temperature");
  json["decision"].erase("rejected");
  const ModelCard card = model_card_from_json(json);
  EXPECT_EQ(card.temperature, 1.0);
  EXPECT_TRUE(card.decision.rejected.empty());
}

TEST(ModelCard, RefusesToRejectWhatIsNoLabel) {
  auto json = to_json(sound_card());
  json["decision"]["rejected"] = {"noise"};
  EXPECT_EQ(complaint(json), "decision: rejects \"noise\", which is no label");
}

TEST(ModelCard, NamesEveryMissingField) {
  const auto sound = to_json(sound_card());
  for (const auto& [key, unused] : sound.items()) {
    auto json = sound;
    json.erase(key);
    EXPECT_EQ(complaint(json), key + ": is missing");
  }
}

TEST(ModelCard, RefusesUnknownFields) {
  auto json = to_json(sound_card());
  json["colour"] = "blue";
  EXPECT_THAT(complaint(json), HasSubstr("colour: is not a known field"));
}

TEST(ModelCard, RefusesWrongTypesAndRanges) {
  const auto sound = to_json(sound_card());
  const auto with = [&](const char* pointer, const nlohmann::json& value) {
    auto json = sound;
    json[nlohmann::json::json_pointer(pointer)] = value;
    return complaint(json);
  };
  EXPECT_EQ(with("/name", 3), "name: must be a text");
  EXPECT_THAT(with("/task", "guess"), HasSubstr("task: is \"guess\""));
  EXPECT_THAT(with("/labels", {"only"}), HasSubstr("labels: must be 2 to 10000"));
  EXPECT_THAT(with("/labels", {"same", "same"}), HasSubstr("labels: name \"same\" twice"));
  EXPECT_THAT(with("/decision/threshold", 1.5), HasSubstr("decision.threshold: must be 0 to 1, is 1.5"));
  EXPECT_THAT(with("/decision/hop_seconds", "fast"), HasSubstr("decision.hop_seconds: must be a number"));
  EXPECT_THAT(with("/front_end/sample_rate", -1), HasSubstr("front_end.sample_rate"));
  EXPECT_THAT(with("/self_check/logits", {0.5}), HasSubstr("self_check.logits: must be 2"));
  EXPECT_THAT(with("/self_check/signal", "song"), HasSubstr("self_check.signal"));
  EXPECT_THAT(with("/parameter_count", -5), HasSubstr("parameter_count: must be 0"));
  EXPECT_THAT(with("/metrics", {{"accuracy", "good"}}), HasSubstr("metrics.accuracy: must be a number"));
  EXPECT_THAT(with("/data_sources", {{{"name", "x"}}}), HasSubstr("data_sources[0].licence: is missing"));
}

TEST(ModelCard, RefusesAnInputThatTheFrontEndDoesNotFill) {
  auto json = to_json(sound_card());
  json["input_shape"] = {40, 99};
  EXPECT_THAT(complaint(json),
              HasSubstr("input_shape: holds 3960 values, but the front end gives 1 x 40 x 101"));
}

TEST(ModelCard, BinaryHasTwoLabelsAndOneLogit) {
  auto card = sound_card();
  card.task = ModelCard::Task::binary;
  card.self_check.logits = {1.0f};
  EXPECT_EQ(complaint(to_json(card)), "");
  card.labels = {"a", "b", "c"};
  EXPECT_THAT(complaint(to_json(card)), HasSubstr("labels: must be two"));
}

TEST(ModelCard, WithoutAFrontEndHasNothingOfSound) {
  for (const auto task :
       {ModelCard::Task::single_label, ModelCard::Task::binary, ModelCard::Task::regression}) {
    const auto json = to_json(card_of_points(task));
    for (const char* key : {"front_end", "decision", "self_check"}) EXPECT_FALSE(json.contains(key)) << key;
    EXPECT_EQ(to_json(model_card_from_json(json)), json);
  }
}

TEST(ModelCard, RegressionNamesItsOutputsAndTakesNoSound) {
  ModelCard card = card_of_points(ModelCard::Task::regression);
  card.labels = {"y"};
  EXPECT_EQ(complaint(to_json(card)), "");
  EXPECT_EQ(card.logit_count(), 1u);
  card.labels = {};
  EXPECT_THAT(complaint(to_json(card)), HasSubstr("labels: must be 1 to 10000"));
  card = sound_card();
  card.task = ModelCard::Task::regression;
  EXPECT_THAT(complaint(to_json(card)), HasSubstr("task: is regression"));
}

TEST(ModelCard, RefusesWhatIsNotJson) {
  EXPECT_THROW(parse_model_card("{\"schema_version\": 1"), Error);
  EXPECT_THROW(parse_model_card("[]"), FieldError);
}

}  // namespace
}  // namespace earshot
