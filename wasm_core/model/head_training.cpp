#include "model/head_training.h"

#include <algorithm>
#include <map>
#include <span>

#include "model/minimum.h"

namespace earshot {

LinearHead train_head(const HeadExamples& examples) {
  constexpr double kDecay = 0.003;
  const HeadLoss loss(examples, kDecay);
  const std::vector<double> parameters =
      find_minimum([&](auto at, auto gradient) { return loss.at(at, gradient); },
                   std::vector<double>(loss.parameters()), 1e-6, 500);
  // What the loss did to its inputs becomes part of the layer.
  LinearHead head{.inputs = examples.inputs, .weights = {}, .biases = {}};
  for (std::size_t label = 0; label < examples.labels; ++label) {
    double bias = parameters[examples.labels * examples.inputs + label];
    for (std::size_t i = 0; i < examples.inputs; ++i) {
      const double weight = parameters[label * examples.inputs + i] / loss.deviation();
      head.weights.push_back(static_cast<float>(weight));
      bias -= weight * loss.means()[i];
    }
    head.biases.push_back(static_cast<float>(bias));
  }
  return head;
}

std::vector<std::size_t> folds_by_take(const HeadExamples& examples, std::size_t folds) {
  std::map<std::size_t, std::size_t> fold_of_take;
  std::vector<std::size_t> takes_of_label(examples.labels);
  std::vector<std::size_t> fold_of;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    std::size_t& takes = takes_of_label[examples.label_of[i]];
    const auto [entry, fresh] = fold_of_take.emplace(examples.take_of[i], takes % folds);
    if (fresh) ++takes;
    fold_of.push_back(entry->second);
  }
  return fold_of;
}

std::vector<float> held_out_logits(const HeadExamples& examples, std::size_t folds) {
  const std::vector<std::size_t> fold_of = folds_by_take(examples, folds);
  std::vector<float> logits(examples.size() * examples.labels);
  for (std::size_t fold = 0; fold < folds; ++fold) {
    HeadExamples others{.inputs = examples.inputs, .labels = examples.labels};
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (fold_of[i] != fold) others.add(examples.embedding(i), examples.label_of[i], examples.take_of[i]);
    }
    const LinearHead head = train_head(others);
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (fold_of[i] != fold) continue;
      std::ranges::copy(head.logits(examples.embedding(i)),
                        logits.begin() + static_cast<std::ptrdiff_t>(i * examples.labels));
    }
  }
  return logits;
}

}  // namespace earshot
