#include "experiment/decision_map.h"

#include <algorithm>

#include "model/prediction.h"

namespace earshot {

DecisionMap map_decisions(const Network& network, const MeasuredPart& part) {
  DecisionMap map{.labels = part.metrics.labels, .columns = 121, .rows = 121};
  for (std::size_t i = 0; i < part.judgements.size(); ++i) {
    const Judgement& judgement = part.judgements[i];
    map.points.push_back(
        {part.numbers[2 * i], part.numbers[2 * i + 1], judgement.truth, judgement.correct()});
  }
  // A square, so that distances look alike in both directions.
  const auto [least, most] = std::ranges::minmax(part.numbers);
  const double margin = 0.05 * (most - least);
  map.low_x = map.low_y = least - margin;
  map.high_x = map.high_y = most + margin;

  std::vector<float> grid;
  for (int row = 0; row < map.rows; ++row) {
    for (int column = 0; column < map.columns; ++column) {
      grid.push_back(static_cast<float>(map.x_of(column)));
      grid.push_back(static_cast<float>(map.y_of(row)));
    }
  }
  const std::vector<float> logits = network.logits(grid);
  const auto width = static_cast<std::size_t>(network.spec().logit_count());
  for (std::size_t i = 0; i < logits.size(); i += width) {
    const std::span<const float> point = std::span(logits).subspan(i, width);
    map.probabilities.push_back(predict(part.metrics.task, point).probabilities[1]);
  }
  return map;
}

}  // namespace earshot
