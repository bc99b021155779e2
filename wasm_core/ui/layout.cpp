#include "ui/layout.h"

#include <algorithm>

namespace earshot {
namespace {

constexpr float kThreeColumnWidth = 860.0f;
constexpr float kWidestColumn = 640.0f;  ///< of one column; longer rows are hard to read
constexpr float kRoomyHeight = 780.0f;

Metrics metrics_of(float height, bool one_column) {
  Metrics metrics;
  if (one_column) {
    metrics.gap = 12.0f;
    metrics.control = 44.0f;  // a finger's width
    metrics.row = 28.0f;
  } else if (height < kRoomyHeight) {
    metrics.gap = 10.0f;
    metrics.padding = 12.0f;
    metrics.space = 6.0f;
    metrics.control = 30.0f;
    metrics.row = 21.0f;
    metrics.bar = 48.0f;
    metrics.foot = 28.0f;
  }
  return metrics;
}

}  // namespace

Layout make_layout(float width, float height) {
  Layout layout;
  layout.one_column = width < kThreeColumnWidth;
  layout.metrics = metrics_of(height, layout.one_column);
  const auto& [gap, padding, space, control, row, bar, foot, rounding] = layout.metrics;

  layout.bar = {0.0f, 0.0f, width, bar};
  layout.foot = {0.0f, std::max(height - foot, bar), width, foot};
  const float edge = layout.one_column ? 0.0f : gap;
  const float top = bar + edge;
  const float body = std::max(layout.foot.y - edge - top, 0.0f);
  if (layout.one_column) {
    const float column = std::min(width, kWidestColumn);
    layout.controls = {(width - column) / 2.0f, top, column, body};
    return layout;
  }
  const float left = std::clamp(0.2f * width, 224.0f, 320.0f);
  const float right = std::clamp(0.24f * width, 248.0f, 420.0f);
  layout.controls = {gap, top, left, body};
  layout.result = {width - gap - right, top, right, body};
  layout.signal = {layout.controls.right() + gap, top, layout.result.x - layout.controls.right() - 2.0f * gap,
                   body};
  return layout;
}

}  // namespace earshot
