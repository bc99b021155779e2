#include "ui/plot.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/axis.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr float kLeftGutter = 58.0f;  ///< for the labels of the vertical axes
constexpr float kTickLength = 4.0f;
constexpr float kLaneGap = 6.0f;

}  // namespace

Plot next_plot(float height) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::Dummy({width, height});
  return {{std::round(at.x + kLeftGutter), std::round(at.y)},
          {std::round(at.x + width - kRightGutter), std::round(at.y + height)}};
}

Plot lane_of(const Plot& plot, int lane, int lanes) {
  const float height = (plot.height() - static_cast<float>(lanes - 1) * kLaneGap) / static_cast<float>(lanes);
  const float top = plot.min.y + static_cast<float>(lane) * (height + kLaneGap);
  return {{plot.min.x, std::round(top)}, {plot.max.x, std::round(top + height)}};
}

void draw_lane_name(const View& view, const Plot& lane, int channel, int channels) {
  if (channels == 1) return;
  const std::string name = channels > 2   ? "Channel " + std::to_string(channel + 1)
                           : channel == 0 ? "Left"
                                          : "Right";
  constexpr float kHeight = 18.0f;
  const ImVec2 corner{lane.min.x + 6.0f, lane.min.y + 6.0f};
  const float width = text_width(view.fonts.small, name) + 12.0f;
  ImGui::GetWindowDrawList()->AddRectFilled(corner, {corner.x + width, corner.y + kHeight},
                                            draw_color(view.palette.panel, 0.85f), 5.0f);
  draw_text(view.fonts.small, {corner.x + 6.0f, corner.y + kHeight / 2.0f}, draw_color(view.palette.text),
            name);
}

void draw_ground(const View& view, const Plot& plot, std::string_view message) {
  ImGui::GetWindowDrawList()->AddRectFilled(plot.min, plot.max, draw_color(view.palette.background),
                                            kPlotRounding);
  if (message.empty()) return;
  draw_text(view.fonts.small, {(plot.min.x + plot.max.x) / 2.0f, (plot.min.y + plot.max.y) / 2.0f},
            draw_color(view.palette.text_secondary), message, Align::center, plot.width());
}

void draw_left_tick(const View& view, const Plot& plot, double place, std::string_view label) {
  const float y = std::round(plot.y(place));
  const float text_y = std::clamp(y, plot.min.y + 6.0f, plot.max.y - 6.0f);
  ImGui::GetWindowDrawList()->AddLine({plot.min.x - kTickLength, y}, {plot.min.x, y},
                                      draw_color(view.palette.border));
  draw_text(view.fonts.small, {plot.min.x - kTickLength - 4.0f, text_y},
            draw_color(view.palette.text_secondary), label, Align::right);
}

void draw_color_bar(const View& view, const Plot& plot, float low, float high, std::string_view unit) {
  constexpr float kWidth = 10.0f;
  constexpr int kSteps = 64;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ColorMap map = view.state.color_map;
  const float left = plot.max.x + 14.0f;
  const float right = left + kWidth;
  for (int i = 0; i < kSteps; ++i) {
    const ImU32 below = draw_color(color_of(map, static_cast<float>(i) / kSteps));
    const ImU32 above = draw_color(color_of(map, static_cast<float>(i + 1) / kSteps));
    list.AddRectFilledMultiColor({left, plot.y((i + 1.0) / kSteps)},
                                 {right, plot.y(static_cast<double>(i) / kSteps)}, above, above, below,
                                 below);
  }
  for (const Tick& tick : round_ticks(low, high, std::clamp(static_cast<int>(plot.height() / 56.0f), 4, 9))) {
    const float y = std::round(plot.y(tick.place));
    list.AddLine({right, y}, {right + kTickLength, y}, draw_color(view.palette.border));
    draw_text(view.fonts.small,
              {right + kTickLength + 3.0f, std::clamp(y, plot.min.y + 6.0f, plot.max.y - 6.0f)},
              draw_color(view.palette.text_secondary), tick.label, Align::left,
              kRightGutter - 14.0f - kWidth - 7.0f);
  }
  draw_text(view.fonts.small, {left, plot.max.y + kTimeAxis / 2.0f + 2.0f},
            draw_color(view.palette.text_secondary), unit);
}

void draw_time_axis(const View& view, const Plot& plot, double first, double seconds) {
  const int count = std::clamp(static_cast<int>(plot.width() / 72.0f), 3, 12);
  for (const Tick& tick : round_ticks(first, first + seconds, count)) {
    const float x = std::round(plot.x(tick.place));
    ImGui::GetWindowDrawList()->AddLine({x, plot.max.y}, {x, plot.max.y + kTickLength},
                                        draw_color(view.palette.border));
    draw_text(view.fonts.small, {x, plot.max.y + kTimeAxis / 2.0f + 2.0f},
              draw_color(view.palette.text_secondary), tick.label + " s", Align::center);
  }
}

}  // namespace earshot
