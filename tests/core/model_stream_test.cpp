#include "model/stream.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/model_fixture.h"
#include "error.h"
#include "features/front_end.h"
#include "model/prediction.h"
#include "model/self_check.h"

namespace earshot {
namespace {

ModelFile sound_model() {
  return {.name = "test", .card = sound_card(), .input = {}, .output = {}};
}

TEST(Stream, GivesWindowsWithTheFeaturesThatTheirSamplesHave) {
  const ModelFile model = sound_model();
  Stream stream(model, 16000);
  FrontEnd front_end(audio_front_end(model));
  int windows = 0;
  stream.push(self_check_signal({.seed = 1}, 16000).channels[0],
              [&](const StreamWindow& window, const Features& features) {
                ++windows;
                EXPECT_EQ(features.values, front_end.compute(window.samples).values);
                EXPECT_TRUE(std::ranges::equal(stream.last_window(), window.samples));
              });
  EXPECT_EQ(windows, 10);
}

TEST(Stream, DecidesFromLogitsAsDecisionDoesFromProbabilities) {
  ModelFile model = sound_model();
  model.card.temperature = 2.0;
  const std::vector<float> logits = {-1.0f, 3.0f};
  Stream stream(model, 16000);
  const double window_seconds =
      static_cast<double>(model.card.front_end->fit.samples) / model.card.front_end->sample_rate;
  Decision decision(model.card.decision, model.card.labels, window_seconds);
  const std::vector<float> probabilities = predict(model.card.task, logits, 2.0).probabilities;
  for (int hop = 1; hop <= 10; ++hop) {
    const auto detection = stream.decide(0.1 * hop, logits);
    EXPECT_EQ(detection.has_value(), decision.update(0.1 * hop, probabilities).has_value()) << hop;
    EXPECT_EQ(stream.decision().smoothed(), decision.smoothed());
  }
  EXPECT_EQ(stream.decision().in_view(), 1u);
  for (int hop = 11; hop <= 13; ++hop) stream.decide_silence(0.1 * hop);
  EXPECT_EQ(stream.decision().in_view(), std::nullopt);
}

TEST(Stream, IsOfSound) {
  const ModelFile points{
      .name = "points", .card = card_of_points(ModelCard::Task::binary), .input = {}, .output = {}};
  EXPECT_THROW(Stream(points, 16000), Error);
}

}  // namespace
}  // namespace earshot
