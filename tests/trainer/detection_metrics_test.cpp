#include "report/detection_metrics.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "report/quantile.h"

namespace earshot {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Kind = Answer::Kind;

ModelCard digits(std::vector<std::string> rejected = {}) {
  ModelCard card;
  card.labels = {"0", "1", "2", "other"};
  card.decision.rejected = std::move(rejected);
  return card;
}

Detection at(double time, std::size_t label) {
  return {.label = label, .probability = 0.9f, .time = time};
}

/// Ten seconds in which "one" and "two" are said, and "bed".
HeardRecording heard(std::vector<Detection> detections) {
  return {.seconds = 10.0,
          .detections = std::move(detections),
          .truth = {{1.0, 1.5, "one"}, {3.0, 3.5, "2"}, {6.0, 6.5, "bed"}}};
}

Answer answer_to(const Detection& detection) {
  return match_detections(digits(), heard({detection})).front();
}

void expect(const Answer& answer, Kind kind, std::optional<std::size_t> truth) {
  EXPECT_EQ(answer.kind, kind);
  EXPECT_EQ(answer.truth, truth);
}

TEST(DetectionMatching, ADetectionAnswersTheWordWhoseSpanHoldsItsTime) {
  expect(answer_to(at(1.25, 1)), Kind::matched, 0);
  expect(answer_to(at(1.5, 1)), Kind::matched, 0);
  expect(answer_to(at(3.25, 1)), Kind::wrong, 1);
  // From the word's start ...
  expect(answer_to(at(1.0, 1)), Kind::matched, 0);
  expect(answer_to(at(0.99, 1)), Kind::false_alarm, std::nullopt);
  // ... until so long after its end.
  expect(answer_to(at(1.5 + kAnswerSeconds - 0.01, 1)), Kind::matched, 0);
  expect(answer_to(at(1.5 + kAnswerSeconds + 0.01, 1)), Kind::false_alarm, std::nullopt);
  EXPECT_EQ(match_detections(digits(), heard({at(2.4, 1)}), 1.0).front().kind, Kind::matched);
}

TEST(DetectionMatching, OnlyTheFirstAnswerCounts) {
  const auto answers = match_detections(digits(), heard({at(1.4, 2), at(1.9, 1)}));
  expect(answers[0], Kind::wrong, 0);
  expect(answers[1], Kind::false_alarm, 0);
}

TEST(DetectionMatching, OfSeveralWordsTheOneWithTheNearestEndIsAnswered) {
  const auto answers = [](std::vector<Detection> detections) {
    return match_detections(
        digits(),
        {.seconds = 10.0, .detections = std::move(detections), .truth = {{1.0, 1.5, "1"}, {1.6, 2.1, "2"}}});
  };
  expect(answers({at(1.7, 1)})[0], Kind::matched, 0);
  expect(answers({at(1.9, 2)})[0], Kind::matched, 1);
  // A word that was answered is out of the question.
  const auto both = answers({at(1.65, 1), at(1.75, 2)});
  expect(both[0], Kind::matched, 0);
  expect(both[1], Kind::matched, 1);
}

TEST(DetectionMatching, OtherSoundsAreNoWords) {
  expect(answer_to(at(6.2, 1)), Kind::false_alarm, 2);
  EXPECT_EQ(word_of(digits(), {0, 1, "bed"}), std::nullopt);
  EXPECT_EQ(word_of(digits(), {0, 1, "Two"}), 2u);
  // A label of the model is a word unless the model rejects it.
  EXPECT_EQ(word_of(digits(), {0, 1, "other"}), 3u);
  EXPECT_EQ(word_of(digits({"other"}), {0, 1, "other"}), std::nullopt);
}

TEST(DetectionMetrics, CountOverAllRecordings) {
  // The first: a word matched late, one missed, and the other sound taken for a word twice; the second: both
  // words answered early, one wrongly, and one twice.
  const std::vector<HeardRecording> recordings = {heard({at(1.8, 1), at(6.2, 0), at(6.9, 0), at(9.0, 2)}),
                                                  heard({at(1.4, 1), at(3.3, 0), at(3.9, 2)})};
  const DetectionMetrics metrics = measure_detections(digits(), recordings);
  EXPECT_EQ(metrics.all.words, 4u);
  EXPECT_EQ(metrics.all.matched, 2u);
  EXPECT_EQ(metrics.all.wrong, 1u);
  EXPECT_EQ(metrics.all.missed(), 1u);
  EXPECT_EQ(metrics.all.false_alarms, 4u);
  EXPECT_EQ(metrics.repeats, 1u);
  EXPECT_EQ(metrics.other_sounds, 2u);
  EXPECT_EQ(metrics.other_sounds_taken, 1u);
  EXPECT_THAT(metrics.latencies,
              ElementsAre(testing::DoubleNear(0.3, 1e-9), testing::DoubleNear(-0.1, 1e-9)));
  EXPECT_EQ(metrics.labels[1].matched, 2u);
  EXPECT_EQ(metrics.labels[2].wrong, 1u);
  EXPECT_EQ(metrics.labels[2].missed(), 1u);
  EXPECT_EQ(metrics.labels[0].false_alarms, 2u);
  EXPECT_EQ(metrics.labels[2].false_alarms, 2u);
  // Each word takes half a second and the time to answer; the repeated answer lies within.
  EXPECT_NEAR(metrics.wordless_seconds, 20.0 - 4 * (0.5 + kAnswerSeconds), 1e-9);
  EXPECT_NEAR(metrics.false_alarms_per_hour(), 3.0 / metrics.wordless_seconds * 3600.0, 1e-9);
}

TEST(DetectionMetrics, LeaveOutLabelsThatAreRejected) {
  EXPECT_EQ(measure_detections(digits({"other"}), {}).labels.size(), 3u);
}

TEST(DetectionMetrics, CountNoSecondTwice) {
  // Spans that overlap, one within another, and one that goes on after the recording's end.
  const HeardRecording recording{
      .seconds = 5.0, .truth = {{1.0, 2.0, "1"}, {1.5, 1.6, "2"}, {2.5, 3.0, "1"}, {4.8, 5.0, "0"}}};
  EXPECT_NEAR(measure_detections(digits(), {{recording}}, 0.7).wordless_seconds, 1.0 + 1.1, 1e-9);
}

TEST(DetectionMetrics, AreSaidWithIntervals) {
  const DetectionMetrics metrics = measure_detections(digits(), {{heard({at(1.8, 1)})}});
  EXPECT_THAT(to_text(metrics), HasSubstr("50.00 % (1 of 2; 95 % interval 9.45 % to 90.55 %)"));
  EXPECT_THAT(to_text(metrics), HasSubstr("0.30 s after a word's end (median)"));
  const nlohmann::json json = to_json(metrics);
  EXPECT_EQ(json["matched"]["count"], 1);
  EXPECT_NEAR(json["matched"]["interval"][0], 0.0945, 1e-4);
  EXPECT_NEAR(json["latency_seconds"]["90th_percentile"], 0.3, 1e-9);
}

TEST(DetectionMetrics, OfARecordingWithoutWordsAreFalseAlarms) {
  const HeardRecording silence{.seconds = 1800.0, .detections = {at(5.0, 1)}};
  const DetectionMetrics metrics = measure_detections(digits(), {{silence}});
  EXPECT_DOUBLE_EQ(metrics.false_alarms_per_hour(), 2.0);
  EXPECT_THAT(to_text(metrics), HasSubstr("0 of 0"));
  EXPECT_FALSE(to_json(metrics).contains("latency_seconds"));
}

TEST(Quantile, LiesBetweenTheNearestNumbers) {
  const std::vector<double> numbers = {4.0, 1.0, 3.0, 2.0};
  EXPECT_DOUBLE_EQ(quantile(numbers, 0.0), 1.0);
  EXPECT_DOUBLE_EQ(quantile(numbers, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(quantile(numbers, 0.9), 3.7);
  EXPECT_DOUBLE_EQ(quantile(numbers, 1.0), 4.0);
  EXPECT_DOUBLE_EQ(quantile(std::vector{7.0}, 0.9), 7.0);
}

}  // namespace
}  // namespace earshot
