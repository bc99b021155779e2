#include "report/detection_matching.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "data/digit_words.h"

namespace earshot {

std::optional<std::size_t> word_of(const ModelCard& card, const TrackLabel& label) {
  const std::optional<std::string> name = find_label(card.labels, label.text);
  if (!name || std::ranges::contains(card.decision.rejected, *name)) return std::nullopt;
  return static_cast<std::size_t>(
      std::ranges::distance(card.labels.begin(), std::ranges::find(card.labels, *name)));
}

std::vector<Answer> match_detections(const ModelCard& card, const HeardRecording& recording,
                                     double tolerance) {
  const std::vector<TrackLabel>& truth = recording.truth;
  std::vector<std::optional<std::size_t>> words;
  for (const TrackLabel& label : truth) words.push_back(word_of(card, label));
  std::vector<bool> answered(truth.size());

  // Of those that `eligible` allows, the one with the nearest end.
  const auto nearest = [&](double time, auto eligible) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < truth.size(); ++i) {
      if (!eligible(i) || time < truth[i].start || time > truth[i].end + tolerance) continue;
      if (!found || std::abs(time - truth[i].end) < std::abs(time - truth[*found].end)) found = i;
    }
    return found;
  };

  std::vector<Answer> answers;
  for (const Detection& detection : recording.detections) {
    Answer& answer = answers.emplace_back();
    const auto open = [&](std::size_t i) { return words[i] && !answered[i]; };
    if ((answer.truth = nearest(detection.time, open))) {
      answered[*answer.truth] = true;
      answer.kind = words[*answer.truth] == detection.label ? Answer::Kind::matched : Answer::Kind::wrong;
      continue;
    }
    answer.truth = nearest(detection.time, [&](std::size_t i) { return words[i].has_value(); });
    if (!answer.truth) answer.truth = nearest(detection.time, [](std::size_t) { return true; });
  }
  return answers;
}

}  // namespace earshot
