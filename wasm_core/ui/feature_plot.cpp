#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "ui/axis.h"
#include "ui/signal_plots.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr float kDarkest = 0.85f;  ///< of what does not matter at all

/// One channel's part of the picture, as high as its lane.
void draw_lane(const View& view, const Plot& lane, int channel, double share) {
  const FeatureGrid& grid = view.state.features;
  draw_ground(view, lane);
  const auto texture = reinterpret_cast<ImTextureID>(view.texture);
  const auto part = 1.0f / static_cast<float>(grid.channels);
  const float top = static_cast<float>(channel) * part;
  ImGui::GetWindowDrawList()->AddImageRounded(texture, lane.min, {lane.x(share), lane.max.y}, {0.0f, top},
                                              {1.0f, top + part}, IM_COL32_WHITE, kPlotRounding);
  for (const Tick& tick : band_ticks(grid, 26.0 / lane.height())) {
    draw_left_tick(view, lane, tick.place, tick.label);
  }
  draw_lane_name(view, lane, channel, grid.channels);
}

/// Darkens what does not speak for the label, from the corners of the map's cells, so that no cell is seen.
void draw_evidence(const View& view, const Plot& lane, double share) {
  const Evidence& evidence = view.state.evidence;
  if (!evidence.wanted || evidence.rows == 0) return;
  const auto cell = [&](int row, int column) {
    const int inside_row = std::clamp(row, 0, evidence.rows - 1);
    const int inside_column = std::clamp(column, 0, evidence.columns - 1);
    return evidence.values[static_cast<std::size_t>(inside_row) * evidence.columns + inside_column];
  };
  const auto shade = [&](int row, int column) {
    const float mean =
        (cell(row - 1, column - 1) + cell(row - 1, column) + cell(row, column - 1) + cell(row, column)) /
        4.0f;
    // The root, so that what matters half as much is still well seen.
    return draw_color(rgb(0x000000), kDarkest * (1.0f - std::sqrt(mean)));
  };
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (int row = 0; row < evidence.rows; ++row) {
    for (int column = 0; column < evidence.columns; ++column) {
      const ImVec2 min{lane.x(share * column / evidence.columns), lane.y((row + 1.0) / evidence.rows)};
      const ImVec2 max{lane.x(share * (column + 1) / evidence.columns),
                       lane.y(static_cast<double>(row) / evidence.rows)};
      list.AddRectFilledMultiColor(min, max, shade(row + 1, column), shade(row + 1, column + 1),
                                   shade(row, column + 1), shade(row, column));
    }
  }
}

}  // namespace

void draw_feature_plot(const View& view, const Plot& plot, double seconds) {
  const FeatureGrid& grid = view.state.features;
  if (grid.values.empty() || view.texture == 0) {
    draw_ground(view, plot, "What the model sees appears here");
    return;
  }
  const double share = std::min(grid.seconds() / seconds, 1.0);
  if (grid.scale == FeatureGrid::Scale::samples) {
    std::vector<std::span<const float>> channels;
    for (int channel = 0; channel < grid.channels; ++channel) {
      channels.push_back(std::span(grid.values).subspan(grid.index(channel, 0, 0), grid.frames));
    }
    draw_traces(view, plot, channels, share);
    draw_evidence(view, plot, share);
    return;
  }
  for (int channel = 0; channel < grid.channels; ++channel) {
    const Plot lane = lane_of(plot, channel, grid.channels);
    draw_lane(view, lane, channel, share);
    draw_evidence(view, lane, share);
  }
  draw_color_bar(view, plot, view.picture.low, view.picture.high, view.picture.unit);
}

}  // namespace earshot
