#include "model/head_loss.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace earshot {

void HeadExamples::add(std::span<const float> embedding, std::size_t label, std::size_t take) {
  embeddings.insert(embeddings.end(), embedding.begin(), embedding.end());
  label_of.push_back(label);
  take_of.push_back(take);
}

HeadLoss::HeadLoss(const HeadExamples& examples, double decay)
    : inputs_(examples.inputs),
      labels_(examples.labels),
      decay_(decay),
      means_(inputs_),
      scaled_(examples.embeddings.begin(), examples.embeddings.end()),
      label_of_(examples.label_of) {
  std::vector<double> counts(labels_);
  for (const std::size_t label : label_of_) ++counts[label];
  const auto present =
      static_cast<double>(labels_ - static_cast<std::size_t>(std::ranges::count(counts, 0.0)));
  for (const std::size_t label : label_of_) weight_of_.push_back(1.0 / (present * counts[label]));

  const auto size = static_cast<double>(examples.size());
  for (std::size_t i = 0; i < scaled_.size(); ++i) means_[i % inputs_] += scaled_[i] / size;
  double squares = 0.0;
  for (std::size_t i = 0; i < scaled_.size(); ++i) {
    scaled_[i] -= means_[i % inputs_];
    squares += scaled_[i] * scaled_[i];
  }
  deviation_ = squares > 0.0 ? std::sqrt(squares / static_cast<double>(scaled_.size())) : 1.0;
  for (double& value : scaled_) value /= deviation_;
}

double HeadLoss::at(std::span<const double> parameters, std::span<double> gradient) const {
  const auto weights = parameters.first(labels_ * inputs_);
  const auto biases = parameters.subspan(labels_ * inputs_);
  std::ranges::fill(gradient, 0.0);
  double loss = 0.0;
  std::vector<double> logits(labels_);
  for (std::size_t example = 0; example < label_of_.size(); ++example) {
    const auto inputs = std::span(scaled_).subspan(example * inputs_, inputs_);
    for (std::size_t label = 0; label < labels_; ++label) {
      const auto row = weights.subspan(label * inputs_, inputs_);
      logits[label] = std::inner_product(row.begin(), row.end(), inputs.begin(), biases[label]);
    }
    const double largest = std::ranges::max(logits);
    double sum = 0.0;
    for (const double logit : logits) sum += std::exp(logit - largest);
    const std::size_t truth = label_of_[example];
    loss += weight_of_[example] * (std::log(sum) + largest - logits[truth]);
    for (std::size_t label = 0; label < labels_; ++label) {
      const double probability = std::exp(logits[label] - largest) / sum;
      const double slope = weight_of_[example] * (probability - (label == truth ? 1.0 : 0.0));
      const auto row = gradient.subspan(label * inputs_, inputs_);
      for (std::size_t i = 0; i < inputs_; ++i) row[i] += slope * inputs[i];
      gradient[labels_ * inputs_ + label] += slope;
    }
  }
  for (std::size_t i = 0; i < weights.size(); ++i) {
    loss += 0.5 * decay_ * weights[i] * weights[i];
    gradient[i] += decay_ * weights[i];
  }
  return loss;
}

}  // namespace earshot
