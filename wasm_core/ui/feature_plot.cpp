#include <algorithm>
#include <span>
#include <vector>

#include "ui/axis.h"
#include "ui/signal_plots.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

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
    return;
  }
  for (int channel = 0; channel < grid.channels; ++channel) {
    draw_lane(view, lane_of(plot, channel, grid.channels), channel, share);
  }
  draw_color_bar(view, plot, view.picture.low, view.picture.high, view.picture.unit);
}

}  // namespace earshot
