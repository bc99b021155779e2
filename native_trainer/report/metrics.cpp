#include "report/metrics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

#include "data/layout.h"
#include "model/prediction.h"

namespace earshot {
namespace {

/// -ln of the probability of `truth`, without computing the probability.
double cross_entropy(ModelCard::Task task, std::span<const float> logits, std::size_t truth) {
  if (task == ModelCard::Task::binary) {
    const double margin = truth == 1 ? logits[0] : -logits[0];
    return std::max(-margin, 0.0) + std::log1p(std::exp(-std::abs(margin)));
  }
  const double largest = *std::ranges::max_element(logits);
  double sum = 0.0;
  for (const float logit : logits) sum += std::exp(logit - largest);
  return std::log(sum) + largest - logits[truth];
}

void add(Metrics::Group& group, bool correct) {
  ++group.clips;
  group.correct += correct;
}

nlohmann::json to_json(const Metrics::Group& group) {
  nlohmann::json json = {{"name", group.name}, {"clips", group.clips}, {"correct", group.correct}};
  json["accuracy"] = group.clips ? nlohmann::json(group.accuracy()) : nlohmann::json();
  return json;
}

nlohmann::json to_json(const std::vector<Metrics::Group>& groups) {
  nlohmann::json array = nlohmann::json::array();
  for (const Metrics::Group& group : groups) array.push_back(to_json(group));
  return array;
}

}  // namespace

Judgement judge(const ClipFile& clip, std::size_t truth, ModelCard::Task task,
                std::span<const float> logits) {
  Prediction prediction = predict(task, logits);
  return {.file = clip.path.string(),
          .speaker = clip.speaker,
          .truth = truth,
          .prediction = prediction.label,
          .probabilities = std::move(prediction.probabilities),
          .loss = cross_entropy(task, logits, truth)};
}

Metrics measure(const std::vector<std::string>& labels, std::span<const Judgement> judgements) {
  Metrics metrics{.labels = labels};
  metrics.all.name = "all";
  metrics.confusion.assign(labels.size(), std::vector<std::size_t>(labels.size()));
  for (const std::string& label : labels) metrics.classes.push_back({.name = label});

  std::map<std::string, Metrics::Group, decltype(&natural_less)> speakers(&natural_less);
  for (const Judgement& judgement : judgements) {
    const bool correct = judgement.truth == judgement.prediction;
    add(metrics.all, correct);
    add(metrics.classes[judgement.truth], correct);
    if (!judgement.speaker.empty()) add(speakers[judgement.speaker], correct);
    ++metrics.confusion[judgement.truth][judgement.prediction];
    metrics.loss += judgement.loss;
  }
  if (!judgements.empty()) metrics.loss /= static_cast<double>(judgements.size());
  for (auto& [name, group] : speakers) {
    group.name = name;
    metrics.speakers.push_back(std::move(group));
  }
  return metrics;
}

std::vector<Metrics::Group> least_accurate(const std::vector<Metrics::Group>& groups, std::size_t most) {
  std::vector<std::size_t> order(groups.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return groups[i].accuracy(); });
  order.resize(std::min(most, order.size()));
  std::ranges::sort(order);
  std::vector<Metrics::Group> least;
  for (const std::size_t i : order) least.push_back(groups[i]);
  return least;
}

nlohmann::json to_json(const Metrics& metrics) {
  nlohmann::json json = to_json(metrics.all);
  json.erase("name");
  json["loss"] = metrics.loss;
  json["labels"] = metrics.labels;
  json["confusion"] = metrics.confusion;
  json["classes"] = to_json(metrics.classes);
  json["speakers"] = to_json(metrics.speakers);
  return json;
}

}  // namespace earshot
