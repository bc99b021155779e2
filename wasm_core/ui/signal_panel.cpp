#include <algorithm>
#include <cmath>
#include <string>

#include "ui/axis.h"
#include "ui/number_text.h"
#include "ui/panels.h"
#include "ui/signal_plots.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr float kTitle = 18.0f;
constexpr float kClipPlot = 36.0f;
constexpr float kLeastPlot = 48.0f;
constexpr float kButton = 28.0f;
constexpr float kWhyWidth = 64.0f;

/// Times on the axis: those of the clip.
struct Span {
  double start = 0.0;
  double seconds = 1.0;
};

Span span_of(const State& state) {
  const double longest = std::max(state.waveform.seconds(), state.features.seconds());
  return {state.clip.window_start, longest > 0.0 ? longest : 1.0};
}

/// The lane under the pointer, or -1.
int lane_at(const Plot& plot, int lanes, ImVec2 pointer) {
  for (int lane = 0; lane < lanes; ++lane) {
    const Plot area = lane_of(plot, lane, lanes);
    if (pointer.y >= area.min.y && pointer.y < area.max.y) return lane;
  }
  return -1;
}

std::string sample_text(const Waveform& waveform, int channel, double time) {
  const auto sample = static_cast<std::size_t>(time * waveform.sample_rate);
  if (channel < 0 || sample >= waveform.channels[channel].size()) return {};
  return number_text(waveform.channels[channel][sample], 3);
}

/// What the model got there.
std::string feature_text(const FeatureGrid& grid, const Plot& plot, int channel, double time, float y) {
  if (channel < 0) return {};
  const Plot lane = lane_of(plot, channel, grid.channels);
  const double height = (lane.max.y - y) / lane.height();
  const int band = std::clamp(static_cast<int>(height * grid.bands), 0, grid.bands - 1);
  const int frame = static_cast<int>(time / grid.hop_seconds);
  std::string text = band_text(grid, band);
  if (frame >= grid.frames) return text;
  if (!text.empty()) text += "  \u00b7  ";
  return text +
         number_text(grid.at(channel, band, frame), grid.scale == FeatureGrid::Scale::samples ? 3 : 2) +
         (grid.unit.empty() ? "" : " " + grid.unit);
}

/// A line through the plots at the pointer, and what is there. `waveform` may be absent.
void draw_pointer(const View& view, const Plot* waveform, const Plot& features, const Span& span) {
  const State& state = view.state;
  const bool above = waveform != nullptr && ImGui::IsMouseHoveringRect(waveform->min, waveform->max);
  const bool below = ImGui::IsMouseHoveringRect(features.min, features.max);
  if (!ImGui::IsWindowHovered() || !(above || below)) return;
  const ImVec2 pointer = ImGui::GetMousePos();
  const double time = (pointer.x - features.min.x) / features.width() * span.seconds;
  const auto line = [&](const Plot& plot, ImU32 color) {
    ImGui::GetWindowDrawList()->AddLine({pointer.x, plot.min.y}, {pointer.x, plot.max.y}, color);
  };
  const bool picture = !state.features.values.empty() && state.features.scale != FeatureGrid::Scale::samples;
  if (waveform != nullptr) line(*waveform, draw_color(view.palette.text_secondary));
  line(features, picture ? IM_COL32(255, 255, 255, 140) : draw_color(view.palette.text_secondary));

  std::string there;
  if (below && !state.features.values.empty()) {
    there = feature_text(state.features, features, lane_at(features, state.features.channels, pointer), time,
                         pointer.y);
  } else if (above && !state.waveform.channels.empty()) {
    const auto lanes = static_cast<int>(state.waveform.channels.size());
    there = sample_text(state.waveform, lane_at(*waveform, lanes, pointer), time);
  }
  const std::string text = number_text(span.start + time, 3) + " s";
  ImGui::SetTooltip("%s", (there.empty() ? text : text + "  \u00b7  " + there).c_str());
}

std::string seconds_text(double seconds) {
  return number_text(seconds, seconds < 10.0 ? 2 : 1) + " s";
}

std::string clip_detail(const State& state) {
  const double start = state.clip.window_start;
  return "the model looks at " + number_text(start, 1) + " to " +
         number_text(start + state.waveform.seconds(), 1) + " of " + number_text(state.clip.seconds, 1) +
         " s";
}

std::string waveform_detail(const Waveform& waveform) {
  if (waveform.channels.empty()) return {};
  return seconds_text(waveform.seconds()) + " at " + short_number_text(waveform.sample_rate / 1000.0) +
         " kHz";
}

std::string feature_title(const FeatureGrid& grid) {
  if (grid.scale == FeatureGrid::Scale::samples) return "Waveform";
  const bool cepstrum = grid.scale == FeatureGrid::Scale::coefficients && !grid.values.empty();
  return cepstrum ? "Cepstrum" : "Spectrogram";
}

std::string feature_detail(const FeatureGrid& grid) {
  if (grid.values.empty()) return {};
  const std::string channels = grid.channels > 1 ? std::to_string(grid.channels) + " \u00d7 " : "";
  const std::string frames = std::to_string(grid.frames);
  if (grid.scale == FeatureGrid::Scale::samples) return channels + frames + " samples";
  const std::string bands = grid.scale == FeatureGrid::Scale::coefficients ? " coefficients"
                            : grid.scale == FeatureGrid::Scale::linear     ? " bins"
                                                                           : " mel bands";
  return channels + std::to_string(grid.bands) + bands + " \u00d7 " + frames + " frames" +
         (grid.power > 0.0 ? ", powers in dB" : "");
}

/// Name, shape, and the button that asks what made the label.
void draw_feature_title(View& view) {
  const State& state = view.state;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = std::max(kButton, view.metrics.control - 4.0f);
  const float middle = at.y + height / 2.0f;
  const float title = draw_text(view.fonts.strong, {at.x, middle}, draw_color(view.palette.text),
                                feature_title(state.features));
  const float right = at.x + width - kWhyWidth;
  draw_text(view.fonts.small, {at.x + title + 12.0f, middle + 1.0f}, draw_color(view.palette.text_secondary),
            feature_detail(state.features), Align::left, right - at.x - title - 20.0f);
  ImGui::SetCursorScreenPos({right, at.y});
  const bool wanted = state.evidence.wanted;
  if (button(view, "why", "Why?", {kWhyWidth, height}, {wanted ? ButtonKind::chosen : ButtonKind::plain})) {
    view.act(Action::Kind::want_evidence, wanted ? 0 : 1);
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, height});
  space(view.metrics.space);
}

}  // namespace

void draw_signal_panel(View& view, float height) {
  const Panel panel(view, "signal", height);
  const State& state = view.state;
  const Span span = span_of(state);

  if (!state.clip.envelope.empty()) {
    panel_title(view, "Clip", clip_detail(state));
    draw_clip_plot(view, next_plot(kClipPlot));
    space(view.metrics.padding);
  }

  // A network that takes the waveform itself sees nothing else.
  const bool both = state.features.scale != FeatureGrid::Scale::samples;
  Plot waveform;
  if (both) {
    panel_title(view, "Waveform", waveform_detail(state.waveform));
    const float titles = kTitle + view.metrics.space;
    const float room = ImGui::GetContentRegionAvail().y - titles - view.metrics.padding - kTimeAxis;
    waveform = next_plot(std::round(std::max(0.3f * room, kLeastPlot)));
    draw_waveform_plot(view, waveform, span.seconds);
    space(view.metrics.padding);
  }

  draw_feature_title(view);
  const Plot features = next_plot(std::max(ImGui::GetContentRegionAvail().y - kTimeAxis, kLeastPlot));
  draw_feature_plot(view, features, span.seconds);
  draw_time_axis(view, features, span.start, span.seconds);
  draw_pointer(view, both ? &waveform : nullptr, features, span);
}

}  // namespace earshot
