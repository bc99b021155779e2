#include "report/metrics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

#include "data/natural_order.h"
#include "model/prediction.h"

namespace earshot {
namespace {

/// -ln of the probability of `truth`, without computing the probability.
double cross_entropy(ModelCard::Task task, std::span<const float> logits, double temperature,
                     std::size_t truth) {
  if (task == ModelCard::Task::binary) {
    const double margin = (truth == 1 ? logits[0] : -logits[0]) / temperature;
    return std::max(-margin, 0.0) + std::log1p(std::exp(-std::abs(margin)));
  }
  const double largest = *std::ranges::max_element(logits);
  double sum = 0.0;
  for (const float logit : logits) sum += std::exp((logit - largest) / temperature);
  return std::log(sum) + (largest - logits[truth]) / temperature;
}

double squared_error(const Judgement& judgement) {
  return (judgement.output - judgement.target) * (judgement.output - judgement.target);
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

Metrics::Group group_from_json(const nlohmann::json& json) {
  return {.name = json.value("name", "all"), .clips = json.at("clips"), .correct = json.at("correct")};
}

std::vector<Metrics::Group> groups_from_json(const nlohmann::json& array) {
  std::vector<Metrics::Group> groups;
  for (const nlohmann::json& json : array) groups.push_back(group_from_json(json));
  return groups;
}

void add(Metrics::Group& sum, const Metrics::Group& group) {
  sum.clips += group.clips;
  sum.correct += group.correct;
}

using NamedGroups = std::map<std::string, Metrics::Group, decltype(&natural_less)>;

std::vector<Metrics::Group> list_of(const NamedGroups& named) {
  std::vector<Metrics::Group> groups;
  for (const auto& [name, group] : named) groups.push_back({name, group.clips, group.correct});
  return groups;
}

}  // namespace

Judgement judge(const ClipFile& clip, float target, ModelCard::Task task, std::span<const float> logits,
                double temperature) {
  Judgement judgement{
      .file = clip.path.string(), .excerpt = clip.excerpt, .speaker = clip.speaker, .source = clip.source};
  if (task == ModelCard::Task::regression) {
    judgement.target = target;
    judgement.output = logits[0];
    judgement.loss = squared_error(judgement);
    return judgement;
  }
  judgement.truth = static_cast<std::size_t>(target);
  Prediction prediction = predict(task, logits, temperature);
  judgement.prediction = prediction.label;
  judgement.probabilities = std::move(prediction.probabilities);
  judgement.loss = cross_entropy(task, logits, temperature, judgement.truth);
  return judgement;
}

std::vector<Judgement> judge_files(ModelCard::Task task, std::span<const Judgement> excerpts) {
  std::vector<Judgement> files;
  std::vector<double> counts;
  std::map<std::string, std::size_t> places;
  for (const Judgement& excerpt : excerpts) {
    const auto [place, is_new] = places.try_emplace(excerpt.file, files.size());
    if (is_new) {
      files.push_back(excerpt);
      counts.push_back(1.0);
      continue;
    }
    Judgement& file = files[place->second];
    counts[place->second] += 1.0;
    file.output += excerpt.output;
    std::ranges::transform(file.probabilities, excerpt.probabilities, file.probabilities.begin(),
                           std::plus{});
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    Judgement& file = files[i];
    file.excerpt.reset();
    file.output /= counts[i];
    if (task == ModelCard::Task::regression) {
      file.loss = squared_error(file);
      continue;
    }
    for (float& probability : file.probabilities) probability /= static_cast<float>(counts[i]);
    file.prediction =
        static_cast<std::size_t>(std::ranges::max_element(file.probabilities) - file.probabilities.begin());
    // A probability that rounds to zero would cost infinitely much.
    constexpr float kLeast = std::numeric_limits<float>::min();
    file.loss = -std::log(std::max(file.probabilities[file.truth], kLeast));
  }
  return files;
}

Metrics measure(ModelCard::Task task, const std::vector<std::string>& labels,
                std::span<const Judgement> judgements) {
  Metrics metrics{.task = task, .labels = labels};
  metrics.all.name = "all";
  for (const Judgement& judgement : judgements) metrics.loss += judgement.loss;
  if (!judgements.empty()) metrics.loss /= static_cast<double>(judgements.size());
  if (task == ModelCard::Task::regression) {
    metrics.all.clips = judgements.size();
    return metrics;
  }
  metrics.confusion.assign(labels.size(), std::vector<std::size_t>(labels.size()));
  for (const std::string& label : labels) metrics.classes.push_back({.name = label});

  NamedGroups speakers(&natural_less);
  NamedGroups sources(&natural_less);
  for (const Judgement& judgement : judgements) {
    add(metrics.all, judgement.correct());
    add(metrics.classes[judgement.truth], judgement.correct());
    if (!judgement.speaker.empty()) add(speakers[judgement.speaker], judgement.correct());
    add(sources[judgement.source], judgement.correct());
    ++metrics.confusion[judgement.truth][judgement.prediction];
    metrics.calibration.add(judgement.probabilities[judgement.prediction], judgement.correct());
  }
  metrics.speakers = list_of(speakers);
  metrics.sources = list_of(sources);
  return metrics;
}

Metrics pool(std::span<const Metrics> metrics) {
  Metrics pooled = measure(metrics.front().task, metrics.front().labels, {});
  NamedGroups speakers(&natural_less);
  NamedGroups sources(&natural_less);
  for (const Metrics& part : metrics) {
    assert(part.labels == pooled.labels);
    add(pooled.all, part.all);
    pooled.loss += part.loss * static_cast<double>(part.all.clips);
    for (std::size_t truth = 0; truth < pooled.labels.size(); ++truth) {
      add(pooled.classes[truth], part.classes[truth]);
      std::ranges::transform(pooled.confusion[truth], part.confusion[truth], pooled.confusion[truth].begin(),
                             std::plus{});
    }
    for (const Metrics::Group& speaker : part.speakers) add(speakers[speaker.name], speaker);
    for (const Metrics::Group& source : part.sources) add(sources[source.name], source);
    pooled.calibration.add(part.calibration);
  }
  if (pooled.all.clips > 0) pooled.loss /= static_cast<double>(pooled.all.clips);
  pooled.speakers = list_of(speakers);
  pooled.sources = list_of(sources);
  return pooled;
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
  if (metrics.task == ModelCard::Task::regression) {
    return {{"clips", metrics.all.clips}, {"loss", metrics.loss}, {"labels", metrics.labels}};
  }
  nlohmann::json json = to_json(metrics.all);
  json.erase("name");
  json["loss"] = metrics.loss;
  json["labels"] = metrics.labels;
  json["confusion"] = metrics.confusion;
  json["classes"] = to_json(metrics.classes);
  json["speakers"] = to_json(metrics.speakers);
  json["sources"] = to_json(metrics.sources);
  json["calibration_error"] = metrics.calibration.error();
  json["calibration"] = metrics.calibration;
  return json;
}

Metrics metrics_from_json(const nlohmann::json& json) {
  return {.labels = json.at("labels"),
          .all = group_from_json(json),
          .loss = json.at("loss"),
          .confusion = json.at("confusion"),
          .classes = groups_from_json(json.at("classes")),
          .speakers = groups_from_json(json.at("speakers")),
          .sources = groups_from_json(json.value("sources", nlohmann::json::array())),
          .calibration = json.value("calibration", Calibration())};
}

}  // namespace earshot
