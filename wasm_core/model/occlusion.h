#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "features/features.h"
#include "model/model_card.h"

namespace earshot {

/// Which parts of a clip's features made a network choose its label: one after the other is hidden behind the
/// mean of all, as the masks of training are, and the network is asked again. What the label loses by it
/// speaks for it there.
/// Source: M. D. Zeiler, R. Fergus, "Visualizing and Understanding Convolutional Networks", 2014,
/// section 4.2.
class Occlusion {
 public:
  /// `logits`: what the network says of the features. For all tasks but regression.
  Occlusion(Features features, ModelCard::Task task, std::span<const float> logits);

  /// Parts to hide; each is two cells of the map high and wide, so that it overlaps its neighbors.
  std::size_t parts() const { return static_cast<std::size_t>(part_rows()) * part_columns(); }
  /// The features without that part.
  Features hide(std::size_t part) const;
  /// Takes what the network says of hide(part).
  void take(std::size_t part, std::span<const float> logits);

  /// Cells of the map: over the bands, and over the frames.
  int rows() const { return rows_; }
  int columns() const { return columns_; }
  /// [row][column], the lowest bands first: how much each cell speaks for the label, the most being 1; 0
  /// where it does not, or speaks against it.
  std::vector<float> map() const;

 private:
  int part_rows() const { return rows_ > 1 ? rows_ - 1 : 1; }
  int part_columns() const { return columns_ > 1 ? columns_ - 1 : 1; }
  double evidence(std::span<const float> logits) const;

  Features features_;
  ModelCard::Task task_;
  std::size_t label_;
  double whole_;  ///< evidence with nothing hidden
  float mean_;
  int rows_;
  int columns_;
  std::vector<double> lost_;  ///< by each part
};

}  // namespace earshot
