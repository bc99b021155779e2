#include "model/model_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/model_fixture.h"
#include "error.h"

namespace earshot {
namespace {

using testing::HasSubstr;

std::string complaint(std::span<const std::byte> bytes) {
  try {
    read_model_file(bytes, "some.onnx");
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(ModelFile, ReadsCardAndSignature) {
  const auto bytes = model_bytes(to_json(sound_card()).dump(), {40, 101}, {2});
  const auto model = read_model_file(bytes, "some.onnx");
  EXPECT_EQ(model.card.labels, (std::vector<std::string>{"no", "yes"}));
  EXPECT_EQ(model.input.name, "features");
  EXPECT_EQ(model.input.shape, (std::vector<std::int64_t>{-1, 40, 101}));
  EXPECT_EQ(model.output.name, "logits");
}

TEST(ModelFile, FindsWhatTheLastLinearLayerTakes) {
  const auto embedding = [](const std::vector<std::string>& nodes) {
    return read_model_file(model_bytes(to_json(sound_card()).dump(), {40, 101}, {2}, nodes), "some.onnx")
        .embedding;
  };
  const std::string hidden = graph_node("Gemm", {"features", "w0", "b0"}, "hidden");
  const std::string last = graph_node("Gemm", {"relu", "w1", "b1"}, "scores");
  EXPECT_EQ(embedding({hidden, graph_node("Relu", {"hidden"}, "relu"), last,
                       graph_node("Identity", {"scores"}, "logits")}),
            "relu");
  // In front of what rounds it.
  EXPECT_EQ(embedding({hidden, graph_node("Relu", {"hidden"}, "activations"),
                       graph_node("QuantizeLinear", {"activations", "step", "zero"}, "quantized"),
                       graph_node("DequantizeLinear", {"quantized", "step", "zero"}, "relu"), last,
                       graph_node("Identity", {"scores"}, "logits")}),
            "activations");
  EXPECT_EQ(embedding({graph_node("Gemm", {"features", "w", "b"}, "logits")}), std::nullopt);
  EXPECT_EQ(embedding({hidden, graph_node("ReduceMean", {"hidden"}, "logits")}), std::nullopt);
  EXPECT_EQ(embedding({}), std::nullopt);
}

TEST(ModelFile, ANetworkOfNumbersTakesNoSound) {
  const auto refusal = [](ModelCard card) -> std::string {
    const auto outputs = static_cast<std::int64_t>(card.logit_count());
    const auto bytes = model_bytes(to_json(card).dump(), card.input_shape, {outputs});
    try {
      audio_front_end(read_model_file(bytes, "points.onnx"));
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(refusal(sound_card()), "");
  ModelCard card = card_of_points(ModelCard::Task::binary);
  EXPECT_EQ(refusal(card),
            "points.onnx: takes 2 numbers, not sound; use a model that was trained on recordings");
  card.input_shape = {1};
  EXPECT_THAT(refusal(card), HasSubstr("takes 1 number, not sound"));
}

TEST(ModelFile, RefusesWhatIsNoModel) {
  const std::string text = "RIFF....WAVEfmt this is no model at all";
  EXPECT_THAT(complaint(std::as_bytes(std::span(text))), HasSubstr("some.onnx: is not an ONNX model"));
  EXPECT_THAT(complaint({}), HasSubstr("is not an ONNX model"));
}

TEST(ModelFile, EveryTruncationIsRefused) {
  const auto bytes = model_bytes(to_json(sound_card()).dump(), {40, 101}, {2});
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_NE(complaint(std::span(bytes).first(length)), "") << length;
  }
}

TEST(ModelFile, RefusesAModelWithoutACard) {
  EXPECT_THAT(complaint(model_bytes("", {40, 101}, {2})), HasSubstr("some.onnx: has no Earshot model card"));
}

TEST(ModelFile, NamesTheFieldOfABadCard) {
  auto card = to_json(sound_card());
  card["schema_version"] = 7;
  EXPECT_THAT(complaint(model_bytes(card.dump(), {40, 101}, {2})), HasSubstr("schema_version: is 7"));
  EXPECT_THAT(complaint(model_bytes("{]", {40, 101}, {2})), HasSubstr("not JSON"));
}

TEST(ModelFile, RefusesALabelCountThatIsNotTheOutputWidth) {
  EXPECT_THAT(complaint(model_bytes(to_json(sound_card()).dump(), {40, 101}, {3})),
              HasSubstr("output \"logits\" is batch x 3, but its model card asks for batch x 2"));
}

TEST(ModelFile, RefusesAnotherInputShape) {
  EXPECT_THAT(complaint(model_bytes(to_json(sound_card()).dump(), {1, 40, 101}, {2})),
              HasSubstr("input \"features\""));
}

}  // namespace
}  // namespace earshot
