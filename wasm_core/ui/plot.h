#pragma once

#include <imgui.h>

#include <string_view>

#include "ui/view.h"

namespace earshot {

constexpr float kTimeAxis = 22.0f;     ///< height of a time axis below a plot
constexpr float kRightGutter = 62.0f;  ///< right of every plot, for a color bar
constexpr float kPlotRounding = 4.0f;

/// A plot's area on the screen.
struct Plot {
  ImVec2 min;
  ImVec2 max;

  float width() const { return max.x - min.x; }
  float height() const { return max.y - min.y; }
  float x(double place) const { return min.x + static_cast<float>(place) * width(); }
  float y(double place) const { return max.y - static_cast<float>(place) * height(); }
};

/// The next one in the flow, between gutters for labels.
Plot next_plot(float height);
/// Of the lanes that a plot has for its channels, from the top.
Plot lane_of(const Plot& plot, int lane, int lanes);
/// "Left", "Right": which channel a lane shows; nothing where there is but one.
void draw_lane_name(const View& view, const Plot& lane, int channel, int channels);

/// What lies behind a plot, with a message while there is nothing else to see.
void draw_ground(const View& view, const Plot& plot, std::string_view message = {});
void draw_left_tick(const View& view, const Plot& plot, double place, std::string_view label);
/// Right of a plot: which values the colors stand for.
void draw_color_bar(const View& view, const Plot& plot, float low, float high, std::string_view unit);
/// Labels from `first` on, below the plot.
void draw_time_axis(const View& view, const Plot& plot, double first, double seconds);

}  // namespace earshot
