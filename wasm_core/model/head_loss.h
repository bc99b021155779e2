#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace earshot {

/// Embeddings that a head is to learn from: of each example, its label and the take that it was made from.
struct HeadExamples {
  std::size_t inputs = 0;                  ///< numbers an embedding
  std::size_t labels = 0;                  ///< how many there are
  std::vector<float> embeddings = {};      ///< [example][input]
  std::vector<std::size_t> label_of = {};  ///< one an example
  std::vector<std::size_t> take_of = {};   ///< one an example

  std::size_t size() const { return label_of.size(); }
  std::span<const float> embedding(std::size_t example) const {
    return std::span(embeddings).subspan(example * inputs, inputs);
  }
  void add(std::span<const float> embedding, std::size_t label, std::size_t take);
};

/// How badly a linear layer tells examples apart: the mean cross-entropy of their softmax, in which every
/// label counts the same however many examples it has, and half of `decay` times the sum of the squared
/// weights. Inputs are taken less their mean and divided by their root mean square deviation, one for all:
/// the same decay then suits every network.
class HeadLoss {
 public:
  /// There must be examples.
  HeadLoss(const HeadExamples& examples, double decay);

  /// Weights [label][input], then the biases.
  std::size_t parameters() const { return labels_ * (inputs_ + 1); }
  double at(std::span<const double> parameters, std::span<double> gradient) const;

  const std::vector<double>& means() const { return means_; }
  double deviation() const { return deviation_; }

 private:
  std::size_t inputs_;
  std::size_t labels_;
  double decay_;
  std::vector<double> means_;
  double deviation_;
  std::vector<double> scaled_;         ///< [example][input]
  std::vector<std::size_t> label_of_;  ///< one an example
  std::vector<double> weight_of_;      ///< one an example; their sum is 1
};

}  // namespace earshot
