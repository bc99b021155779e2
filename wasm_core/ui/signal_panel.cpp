#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "ui/axis.h"
#include "ui/color_map.h"
#include "ui/envelope.h"
#include "ui/number_text.h"
#include "ui/panels.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr float kLeftGutter = 58.0f;   ///< for the labels of the vertical axes
constexpr float kRightGutter = 62.0f;  ///< for the color bar and its labels
constexpr float kTimeAxis = 22.0f;
constexpr float kTickLength = 4.0f;
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

Plot next_plot(float height) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::Dummy({width, height});
  return {{std::round(at.x + kLeftGutter), std::round(at.y)},
          {std::round(at.x + width - kRightGutter), std::round(at.y + height)}};
}

void draw_ground(const View& view, const Plot& plot, std::string_view message) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(plot.min, plot.max, draw_color(view.palette.background), kPlotRounding);
  if (!message.empty()) {
    draw_text(view.fonts.small, {(plot.min.x + plot.max.x) / 2.0f, (plot.min.y + plot.max.y) / 2.0f},
              draw_color(view.palette.text_secondary), message, Align::center, plot.width());
  }
}

void left_tick(const View& view, const Plot& plot, double place, std::string_view label) {
  const float y = std::round(plot.y(place));
  const float text_y = std::clamp(y, plot.min.y + 6.0f, plot.max.y - 6.0f);
  ImGui::GetWindowDrawList()->AddLine({plot.min.x - kTickLength, y}, {plot.min.x, y},
                                      draw_color(view.palette.border));
  draw_text(view.fonts.small, {plot.min.x - kTickLength - 4.0f, text_y},
            draw_color(view.palette.text_secondary), label, Align::right);
}

/// The largest of 1, 2 or 5 times a power of ten that a waveform of this peak passes.
double round_below(double peak) {
  const std::vector<Tick> ticks = round_ticks(0.0, peak, 2);
  return ticks.empty() ? 0.0 : ticks.back().place * peak;
}

void draw_waveform(const View& view, const Plot& plot, double seconds) {
  const Waveform& waveform = view.state.waveform;
  if (waveform.samples.empty()) {
    draw_ground(view, plot, "The samples appear here");
    return;
  }
  draw_ground(view, plot, "");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float drawn = static_cast<float>(waveform.seconds() / seconds) * plot.width();
  const std::vector<EnvelopeColumn> columns = envelope(waveform.samples, static_cast<int>(drawn));
  float peak = 0.001f;
  for (const EnvelopeColumn& column : columns) peak = std::max({peak, column.high, -column.low});
  const float top = 1.08f * peak;
  const auto y = [&](float value) { return plot.y(0.5f + 0.5f * value / top); };

  const ImU32 outer = draw_color(view.palette.waveform, 0.55f);
  const ImU32 inner = draw_color(view.palette.waveform);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const float left = plot.min.x + static_cast<float>(i);
    const float high = y(columns[i].high);
    const float low = std::max(y(columns[i].low), high + 1.0f);
    list.AddRectFilled({left, high}, {left + 1.0f, low}, outer);
    const float half = std::min(0.5f * columns[i].rms / top * plot.height(), 0.5f * (low - high));
    const float middle = std::clamp(plot.y(0.5), high + half, low - half);
    list.AddRectFilled({left, middle - half}, {left + 1.0f, middle + half}, inner);
  }

  const double round = round_below(peak);
  const int decimals = round >= 1.0 ? 0 : static_cast<int>(std::ceil(-std::log10(round) - 1e-9));
  for (const double value : {-round, 0.0, round}) {
    left_tick(view, plot, 0.5 + 0.5 * value / top, number_text(value, value == 0.0 ? 0 : decimals));
  }
}

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
            draw_color(view.palette.text_secondary), view.state.feature_unit);
}

void draw_spectrogram(const View& view, const Plot& plot, double seconds) {
  const FeatureGrid& grid = view.state.features;
  if (grid.values.empty() || view.texture == 0) {
    draw_ground(view, plot, "What the model sees appears here");
    return;
  }
  draw_ground(view, plot, "");
  const float right = plot.x(std::min(grid.seconds() / seconds, 1.0));
  const auto texture = reinterpret_cast<ImTextureID>(view.texture);
  ImGui::GetWindowDrawList()->AddImageRounded(texture, plot.min, {right, plot.max.y}, {0.0f, 0.0f},
                                              {1.0f, 1.0f}, IM_COL32_WHITE, kPlotRounding);
  for (const Tick& tick : band_ticks(grid, 26.0 / plot.height())) {
    left_tick(view, plot, tick.place, tick.label);
  }
  draw_color_bar(view, plot);
}

void draw_time_axis(const View& view, const Plot& plot, double seconds) {
  const int count = std::clamp(static_cast<int>(plot.width() / 72.0f), 3, 12);
  for (const Tick& tick : round_ticks(0.0, seconds, count)) {
    const float x = std::round(plot.x(tick.place));
    ImGui::GetWindowDrawList()->AddLine({x, plot.max.y}, {x, plot.max.y + kTickLength},
                                        draw_color(view.palette.border));
    draw_text(view.fonts.small, {x, plot.max.y + kTimeAxis / 2.0f + 2.0f},
              draw_color(view.palette.text_secondary), tick.label + " s", Align::center);
  }
}

/// A line through both plots at the pointer, and what is there.
void draw_pointer(const View& view, const Plot& waveform, const Plot& spectrogram, double seconds) {
  const bool above = ImGui::IsMouseHoveringRect(waveform.min, waveform.max);
  const bool below = ImGui::IsMouseHoveringRect(spectrogram.min, spectrogram.max);
  if (!ImGui::IsWindowHovered() || !(above || below)) return;
  const ImVec2 pointer = ImGui::GetMousePos();
  const double place = (pointer.x - spectrogram.min.x) / spectrogram.width();
  const double time = place * seconds;
  const FeatureGrid& grid = view.state.features;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto line = [&](const Plot& plot, ImU32 color) {
    list.AddLine({pointer.x, plot.min.y}, {pointer.x, plot.max.y}, color);
  };
  line(waveform, draw_color(view.palette.text_secondary));
  line(spectrogram,
       grid.values.empty() ? draw_color(view.palette.text_secondary) : IM_COL32(255, 255, 255, 140));

  std::string text = number_text(time, 3) + " s";
  if (below && !grid.values.empty()) {
    const double height = (spectrogram.max.y - pointer.y) / spectrogram.height();
    const int band = std::clamp(static_cast<int>(height * grid.bands), 0, grid.bands - 1);
    const int frame = static_cast<int>(time / grid.hop_seconds);
    text += grid.scale == FeatureGrid::Scale::index
                ? "  \u00b7  " + std::to_string(band)
                : "  \u00b7  " + frequency_text(std::max(frequency_at(grid, (band + 0.5) / grid.bands), 0.0));
    if (frame < grid.frames) {
      text += "  \u00b7  " + number_text(grid.at(band, frame), 2) + " " + view.state.feature_unit;
    }
  } else if (above && !view.state.waveform.samples.empty()) {
    const Waveform& shown = view.state.waveform;
    const auto sample = static_cast<std::size_t>(time * shown.sample_rate);
    if (sample < shown.samples.size()) text += "  \u00b7  " + number_text(shown.samples[sample], 3);
  }
  ImGui::SetTooltip("%s", text.c_str());
}

std::string waveform_detail(const Waveform& waveform) {
  if (waveform.samples.empty()) return {};
  return number_text(waveform.seconds(), 2) + " s at " + short_number_text(waveform.sample_rate / 1000.0) +
         " kHz";
}

bool is_spectrogram(const FeatureGrid& grid) {
  return grid.scale != FeatureGrid::Scale::index;
}

std::string grid_detail(const FeatureGrid& grid) {
  if (grid.values.empty()) return {};
  const std::string frames = std::to_string(grid.frames);
  if (grid.bands == 1) return frames + " values";
  const std::string bands = !is_spectrogram(grid)                      ? " coefficients"
                            : grid.scale == FeatureGrid::Scale::linear ? " bins"
                                                                       : " mel bands";
  return std::to_string(grid.bands) + bands + " \u00d7 " + frames + " frames";
}

}  // namespace

void draw_signal_panel(View& view, float height) {
  const Panel panel(view, "signal", height);
  const Waveform& waveform = view.state.waveform;
  const FeatureGrid& grid = view.state.features;
  const double longest = std::max(waveform.seconds(), grid.seconds());
  const double seconds = longest > 0.0 ? longest : 1.0;

  panel_title(view, "Waveform", waveform_detail(waveform));
  const float titles = 18.0f + view.metrics.space;
  const float room = ImGui::GetContentRegionAvail().y - titles - view.metrics.padding - kTimeAxis;
  const Plot upper = next_plot(std::round(std::max(0.3f * room, 48.0f)));
  draw_waveform(view, upper, seconds);
  space(view.metrics.padding);

  panel_title(view, grid.values.empty() || is_spectrogram(grid) ? "Spectrogram" : "Features",
              grid_detail(grid));
  const Plot lower = next_plot(std::max(ImGui::GetContentRegionAvail().y - kTimeAxis, 48.0f));
  draw_spectrogram(view, lower, seconds);
  draw_time_axis(view, lower, seconds);
  draw_pointer(view, upper, lower, seconds);
}

}  // namespace earshot
