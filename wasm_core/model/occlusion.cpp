#include "model/occlusion.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "model/prediction.h"

namespace earshot {
namespace {

// So fine that a formant or a burst is told from its neighbors, so coarse that a small network is done with
// all parts in a fraction of a second.
constexpr int kMostRows = 10;
constexpr int kMostColumns = 16;

float mean_of(std::span<const float> values) {
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  return static_cast<float>(sum / static_cast<double>(values.size()));
}

/// Where a cell begins.
int edge(int cell, int cells, int size) {
  return static_cast<int>(static_cast<long long>(cell) * size / cells);
}

}  // namespace

Occlusion::Occlusion(Features features, ModelCard::Task task, std::span<const float> logits)
    : features_(std::move(features)),
      task_(task),
      label_(predict(task, logits).label),
      whole_(evidence(logits)),
      mean_(mean_of(features_.values)),
      rows_(std::min(features_.bands, kMostRows)),
      columns_(std::min(features_.frames, kMostColumns)),
      lost_(parts(), 0.0) {}

/// The log-odds of the label. Unlike its probability they go on growing where the network is certain.
double Occlusion::evidence(std::span<const float> logits) const {
  if (task_ == ModelCard::Task::binary) return label_ == 1 ? logits[0] : -logits[0];
  double largest = -INFINITY;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    if (i != label_) largest = std::max(largest, static_cast<double>(logits[i]));
  }
  double others = 0.0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    if (i != label_) others += std::exp(logits[i] - largest);
  }
  return logits[label_] - largest - std::log(others);
}

Features Occlusion::hide(std::size_t part) const {
  assert(part < parts());
  const int row = static_cast<int>(part) / part_columns();
  const int column = static_cast<int>(part) % part_columns();
  const int first_band = edge(row, rows_, features_.bands);
  const int end_band = edge(std::min(row + 2, rows_), rows_, features_.bands);
  const int first_frame = edge(column, columns_, features_.frames);
  const int end_frame = edge(std::min(column + 2, columns_), columns_, features_.frames);
  Features hidden = features_;
  for (int channel = 0; channel < hidden.channels; ++channel) {
    for (int band = first_band; band < end_band; ++band) {
      const auto frames = hidden.values.begin() +
                          (static_cast<std::ptrdiff_t>(channel) * hidden.bands + band) * hidden.frames;
      std::fill(frames + first_frame, frames + end_frame, mean_);
    }
  }
  return hidden;
}

void Occlusion::take(std::size_t part, std::span<const float> logits) {
  lost_[part] = whole_ - evidence(logits);
}

std::vector<float> Occlusion::map() const {
  // A cell gets the mean of the parts that it belongs to.
  std::vector<float> cells;
  for (int row = 0; row < rows_; ++row) {
    for (int column = 0; column < columns_; ++column) {
      double sum = 0.0;
      int count = 0;
      for (int above = std::max(row - 1, 0); above <= std::min(row, part_rows() - 1); ++above) {
        for (int left = std::max(column - 1, 0); left <= std::min(column, part_columns() - 1); ++left) {
          sum += lost_[static_cast<std::size_t>(above) * part_columns() + left];
          ++count;
        }
      }
      cells.push_back(static_cast<float>(std::max(sum / count, 0.0)));
    }
  }
  const float most = *std::ranges::max_element(cells);
  if (most > 0.0f) {
    for (float& cell : cells) cell /= most;
  }
  return cells;
}

}  // namespace earshot
