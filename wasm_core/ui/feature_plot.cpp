#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "ui/axis.h"
#include "ui/color_map.h"
#include "ui/signal_plots.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr float kTickLength = 4.0f;

void draw_color_bar(const View& view, const Plot& plot) {
  constexpr float kWidth = 10.0f;
  constexpr int kSteps = 64;
  const Picture& picture = view.picture;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = plot.max.x + 14.0f;
  const float right = left + kWidth;
  for (int i = 0; i < kSteps; ++i) {
    const ImU32 below = draw_color(magma(static_cast<float>(i) / kSteps));
    const ImU32 above = draw_color(magma(static_cast<float>(i + 1) / kSteps));
    list.AddRectFilledMultiColor({left, plot.y((i + 1.0) / kSteps)},
                                 {right, plot.y(static_cast<double>(i) / kSteps)}, above, above, below,
                                 below);
  }
  for (const Tick& tick :
       round_ticks(picture.low, picture.high, std::clamp(static_cast<int>(plot.height() / 56.0f), 4, 9))) {
    const float y = std::round(plot.y(tick.place));
    list.AddLine({right, y}, {right + kTickLength, y}, draw_color(view.palette.border));
    draw_text(view.fonts.small,
              {right + kTickLength + 3.0f, std::clamp(y, plot.min.y + 6.0f, plot.max.y - 6.0f)},
              draw_color(view.palette.text_secondary), tick.label, Align::left,
              kRightGutter - 14.0f - kWidth - 7.0f);
  }
  draw_text(view.fonts.small, {left, plot.max.y + kTimeAxis / 2.0f + 2.0f},
            draw_color(view.palette.text_secondary), picture.unit);
}

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
  draw_color_bar(view, plot);
}

}  // namespace earshot
