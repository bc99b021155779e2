#include "report/detection_metrics.h"

#include <algorithm>
#include <format>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "report/interval.h"
#include "report/metrics_text.h"
#include "report/quantile.h"
#include "report/text_table.h"

namespace earshot {
namespace {

/// Seconds of the recording that no word's span covers.
double wordless_seconds(const ModelCard& card, const HeardRecording& recording, double tolerance) {
  std::vector<std::pair<double, double>> spans;
  for (const TrackLabel& label : recording.truth) {
    if (word_of(card, label)) spans.emplace_back(label.start, label.end + tolerance);
  }
  std::ranges::sort(spans);
  double covered = 0.0;
  double end = 0.0;
  for (const auto& [span_start, span_end] : spans) {
    const double from = std::clamp(span_start, end, recording.seconds);
    end = std::clamp(span_end, from, recording.seconds);
    covered += end - from;
  }
  return recording.seconds - covered;
}

void add(DetectionMetrics& metrics, const ModelCard& card, const HeardRecording& recording,
         double tolerance) {
  metrics.seconds += recording.seconds;
  metrics.wordless_seconds += wordless_seconds(card, recording, tolerance);
  std::vector<DetectionMetrics::Group*> groups;  // of each label of the track; none of other sounds
  for (const TrackLabel& label : recording.truth) {
    const std::optional<std::size_t> word = word_of(card, label);
    groups.push_back(word ? &metrics.labels[*word] : nullptr);
    ++(word ? groups.back()->words : metrics.other_sounds);
  }
  std::set<std::size_t> taken;
  const std::vector<Answer> answers = match_detections(card, recording, tolerance);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const Detection& detection = recording.detections[i];
    const Answer& answer = answers[i];
    switch (answer.kind) {
      case Answer::Kind::matched:
        ++groups[*answer.truth]->matched;
        metrics.latencies.push_back(detection.time - recording.truth[*answer.truth].end);
        break;
      case Answer::Kind::wrong:
        ++groups[*answer.truth]->wrong;
        break;
      case Answer::Kind::false_alarm:
        ++metrics.labels[detection.label].false_alarms;
        if (!answer.truth) break;
        if (groups[*answer.truth]) {
          ++metrics.repeats;
        } else {
          taken.insert(*answer.truth);
        }
    }
  }
  metrics.other_sounds_taken += taken.size();
}

nlohmann::json share_json(std::size_t count, std::size_t total) {
  nlohmann::json json = {{"count", count}, {"of", total}};
  if (total > 0) {
    json["share"] = static_cast<double>(count) / static_cast<double>(total);
    json["interval"] = wilson_interval(count, total);
  }
  return json;
}

std::string latency_text(const std::vector<double>& latencies) {
  if (latencies.empty()) return "no word was matched";
  return std::format("{:.2f} s after a word's end (median), {:.2f} s (90th percentile)",
                     quantile(latencies, 0.5), quantile(latencies, 0.9));
}

}  // namespace

double DetectionMetrics::false_alarms_per_hour() const {
  if (wordless_seconds <= 0.0) return 0.0;
  return static_cast<double>(all.false_alarms - repeats) / wordless_seconds * 3600.0;
}

DetectionMetrics measure_detections(const ModelCard& card, std::span<const HeardRecording> recordings,
                                    double tolerance) {
  DetectionMetrics metrics;
  for (const std::string& label : card.labels) metrics.labels.push_back({.name = label});
  for (const HeardRecording& recording : recordings) add(metrics, card, recording, tolerance);
  for (const DetectionMetrics::Group& label : metrics.labels) {
    metrics.all.words += label.words;
    metrics.all.matched += label.matched;
    metrics.all.wrong += label.wrong;
    metrics.all.false_alarms += label.false_alarms;
  }
  std::erase_if(metrics.labels, [&](const DetectionMetrics::Group& label) {
    return std::ranges::contains(card.decision.rejected, label.name);
  });
  return metrics;
}

nlohmann::json to_json(const DetectionMetrics& metrics) {
  const DetectionMetrics::Group& all = metrics.all;
  nlohmann::json labels = nlohmann::json::array();
  for (const DetectionMetrics::Group& label : metrics.labels) {
    labels.push_back({{"label", label.name},
                      {"words", label.words},
                      {"matched", label.matched},
                      {"wrong", label.wrong},
                      {"missed", label.missed()},
                      {"false_alarms", label.false_alarms}});
  }
  nlohmann::json json = {{"words", all.words},
                         {"matched", share_json(all.matched, all.words)},
                         {"wrong", share_json(all.wrong, all.words)},
                         {"missed", share_json(all.missed(), all.words)},
                         {"false_alarms", all.false_alarms},
                         {"repeats", metrics.repeats},
                         {"false_alarms_per_hour", metrics.false_alarms_per_hour()},
                         {"other_sounds_taken", share_json(metrics.other_sounds_taken, metrics.other_sounds)},
                         {"seconds", metrics.seconds},
                         {"wordless_seconds", metrics.wordless_seconds},
                         {"labels", labels}};
  if (!metrics.latencies.empty()) {
    json["latency_seconds"] = {{"median", quantile(metrics.latencies, 0.5)},
                               {"90th_percentile", quantile(metrics.latencies, 0.9)}};
  }
  return json;
}

std::string to_text(const DetectionMetrics& metrics) {
  const DetectionMetrics::Group& all = metrics.all;
  std::string text = facts_text(
      {{"matched", share_text(all.matched, all.words)},
       {"wrong", share_text(all.wrong, all.words)},
       {"missed", share_text(all.missed(), all.words)},
       {"false alarms", std::format("{}, of which {} within a word that was answered already",
                                    all.false_alarms, metrics.repeats)},
       {"per hour", std::format("{:.1f} in {:.1f} minutes without words", metrics.false_alarms_per_hour(),
                                metrics.wordless_seconds / 60.0)},
       {"other sounds", "taken for a word: " + share_text(metrics.other_sounds_taken, metrics.other_sounds)},
       {"latency", latency_text(metrics.latencies)}});
  TextTable table({"label", "words", "matched", "wrong", "missed", "false alarms"});
  for (const DetectionMetrics::Group& label : metrics.labels) {
    table.add({label.name, std::to_string(label.words), std::to_string(label.matched),
               std::to_string(label.wrong), std::to_string(label.missed()),
               std::to_string(label.false_alarms)});
  }
  return text + '\n' + table.text();
}

}  // namespace earshot
