#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <string>

#include "ui/axis.h"
#include "ui/number_text.h"
#include "ui/panels.h"
#include "ui/plot.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr float kLeastPlot = 40.0f;
constexpr float kButton = 28.0f;
constexpr double kZoomStep = 1.5;
/// Less probable labels are not drawn: they would all lie on the axis.
constexpr float kLeastProbability = 0.02f;

/// The plots over one time axis, and which times these are.
struct Plots {
  Plot waveform;
  Plot features;  ///< not there when `picture` is false
  Plot probabilities;
  bool picture = false;
  double start = 0.0;  ///< seconds of the stream
  double seconds = 1.0;

  float x(double time) const { return probabilities.x((time - start) / seconds); }
  double time(float x) const { return start + (x - probabilities.min.x) / probabilities.width() * seconds; }
  float top() const { return waveform.min.y; }
  float bottom() const { return probabilities.max.y; }
};

/// Draws within a plot's edges only, until the object's end.
class Clip {
 public:
  explicit Clip(const Plot& plot) { ImGui::GetWindowDrawList()->PushClipRect(plot.min, plot.max, true); }
  ~Clip() { ImGui::GetWindowDrawList()->PopClipRect(); }
  Clip(const Clip&) = delete;
  Clip& operator=(const Clip&) = delete;
};

std::string title_of(const View& view) {
  if (view.stream.display.view().paused) return "Paused";
  return view.state.microphone.state == Microphone::State::on ? "Live" : "What was heard";
}

/// Name, length, and the buttons for zoom and pause.
void draw_title(View& view) {
  StreamDisplay& display = view.stream.display;
  const TimelineView& seen = display.view();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float side = std::max(kButton, view.metrics.control - 4.0f);
  const float middle = at.y + side / 2.0f;
  const float title =
      draw_text(view.fonts.strong, {at.x, middle}, draw_color(view.palette.text), title_of(view));

  constexpr float kPauseWidth = 88.0f;
  float right = at.x + width - kPauseWidth;
  const auto place = [&](float button_width) {
    right -= button_width + 4.0f;
    ImGui::SetCursorScreenPos({right, at.y});
  };
  ImGui::SetCursorScreenPos({right, at.y});
  if (button(
          view, "pause", seen.paused ? "Live" : "Pause", {kPauseWidth, side},
          {seen.paused ? ButtonKind::primary : ButtonKind::plain, seen.paused ? Icon::play : Icon::pause})) {
    TimelineView wanted = seen;
    wanted.paused = !seen.paused;
    display.look(wanted);
  }
  const double held = display.timeline().held();
  place(side);
  if (icon_button(view, "Show less", Icon::plus, {side, side})) {
    display.look(zoomed(seen, 1.0 / kZoomStep, 0.5, held));
  }
  place(side);
  if (icon_button(view, "Show more", Icon::minus, {side, side})) {
    display.look(zoomed(seen, kZoomStep, 0.5, held));
  }
  draw_text(view.fonts.small, {at.x + title + 12.0f, middle + 1.0f}, draw_color(view.palette.text_secondary),
            number_text(seen.seconds, seen.seconds < 10.0 ? 1 : 0) + " s", Align::left,
            right - at.x - title - 20.0f);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, side});
  space(view.metrics.space);
}

Plots next_plots(const View& view) {
  const StreamDisplay& display = view.stream.display;
  Plots plots;
  plots.picture = display.timeline().grid().bands > 0;
  plots.start = display.edge() - display.view().seconds;
  plots.seconds = display.view().seconds;
  const float gap = view.metrics.space;
  const float room = ImGui::GetContentRegionAvail().y - kTimeAxis - (plots.picture ? 2.0f : 1.0f) * gap;
  const float probabilities = std::round((plots.picture ? 0.28f : 0.45f) * room);
  const float features = plots.picture ? std::round(0.52f * room) : 0.0f;
  plots.waveform = next_plot(std::max(room - probabilities - features, kLeastPlot));
  if (plots.picture) {
    space(gap);
    plots.features = next_plot(std::max(features, kLeastPlot));
  }
  space(gap);
  plots.probabilities = next_plot(std::max(probabilities, kLeastPlot));
  return plots;
}

/// The smallest of 1, 2 or 5 times a power of ten that is not below `value`.
float round_above(float value) {
  const float power = std::pow(10.0f, std::floor(std::log10(value)));
  return power * (value <= power          ? 1.0f
                  : value <= 2.0f * power ? 2.0f
                  : value <= 5.0f * power ? 5.0f
                                          : 10.0f);
}

/// Columns lie on a grid of the stream, so that they keep their shape while they scroll.
void draw_waveform(const View& view, const Plots& plots) {
  const Timeline& timeline = view.stream.display.timeline();
  const Plot& plot = plots.waveform;
  draw_ground(view, plot);
  const double column = plots.seconds / plot.width();
  const auto first = static_cast<std::int64_t>(std::floor(std::max(plots.start, timeline.oldest()) / column));
  const auto end = static_cast<std::int64_t>(std::ceil(timeline.newest() / column));
  std::vector<EnvelopeColumn> columns;
  float peak = 0.01f;  // silence is drawn as a line, not as noise
  for (std::int64_t i = first; i < std::min(end, first + static_cast<std::int64_t>(plot.width()) + 2); ++i) {
    columns.push_back(
        timeline.envelope(static_cast<double>(i) * column, static_cast<double>(i + 1) * column));
    peak = std::max({peak, columns.back().high, -columns.back().low});
  }
  const float top = round_above(peak);
  const Clip clip(plot);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 outer = draw_color(view.palette.waveform, 0.55f);
  const ImU32 inner = draw_color(view.palette.waveform);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const float left = plots.x(static_cast<double>(first + static_cast<std::int64_t>(i)) * column);
    const float high = plot.y(0.5f + 0.48f * columns[i].high / top);
    const float low = std::max(plot.y(0.5f + 0.48f * columns[i].low / top), high + 1.0f);
    list.AddRectFilled({left, high}, {left + 1.0f, low}, outer);
    const float half = std::min(0.48f * columns[i].rms / top * plot.height(), 0.5f * (low - high));
    const float middle = std::clamp(plot.y(0.5), high + half, low - half);
    if (half > 0.5f) list.AddRectFilled({left, middle - half}, {left + 1.0f, middle + half}, inner);
  }
  list.PushClipRectFullScreen();
  const int decimals = top >= 1.0f ? 0 : static_cast<int>(std::ceil(-std::log10(top) - 1e-3f));
  for (const float value : {-top, 0.0f, top}) {
    draw_left_tick(view, plot, 0.5 + 0.48 * value / top, number_text(value, value == 0.0f ? 0 : decimals));
  }
  list.PopClipRect();
}

void draw_features(const View& view, const Plots& plots) {
  const Plot& plot = plots.features;
  TimelinePicture& picture = view.stream.picture;
  const FeatureGrid& grid = view.stream.display.timeline().grid();
  const float pixels = plot.width() * ImGui::GetIO().DisplayFramebufferScale.x;
  picture.update(view.stream.display.timeline(), plots.seconds / pixels, view.state.color_map);
  draw_ground(view, plot);
  {
    const Clip clip(plot);
    for (const TimelinePicture::Part& part : picture.parts(plots.start, plots.start + plots.seconds)) {
      ImGui::GetWindowDrawList()->AddImage(reinterpret_cast<ImTextureID>(view.stream.texture),
                                           {plots.x(part.from), plot.min.y}, {plots.x(part.to), plot.max.y},
                                           {part.left, part.top}, {part.right, part.bottom});
    }
  }
  for (const Tick& tick : band_ticks(grid, 26.0 / plot.height())) {
    draw_left_tick(view, plot, tick.place, tick.label);
  }
  draw_color_bar(view, plot, picture.range().low, picture.range().high, grid.unit);
}

using Points = std::deque<Timeline::Point>::const_iterator;

/// Where it is probable enough to be told from the axis.
void draw_line(const View& view, const Plots& plots, Points first, Points end, std::size_t label) {
  const auto place = [&](const Timeline::Point& point) {
    return ImVec2{plots.x(point.time), plots.probabilities.y(0.02 + 0.96 * point.probabilities[label])};
  };
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 color = line_color(view, label);
  bool drawing = false;
  for (Points point = first; point != end && point + 1 != end; ++point) {
    const Points next = point + 1;
    const bool seen = std::max(point->probabilities[label], next->probabilities[label]) > kLeastProbability;
    if (seen && !drawing) list.PathLineTo(place(*point));
    if (seen) list.PathLineTo(place(*next));
    if (!seen && drawing) list.PathStroke(color, 0, 2.0f);
    drawing = seen;
  }
  if (drawing) list.PathStroke(color, 0, 2.0f);
}

/// One line a label; those that are rejected lie behind the others.
void draw_probabilities(const View& view, const Plots& plots) {
  const Timeline& timeline = view.stream.display.timeline();
  const Plot& plot = plots.probabilities;
  draw_ground(view, plot);
  draw_left_tick(view, plot, 0.0, "0 %");
  draw_left_tick(view, plot, 0.5, "50 %");
  draw_left_tick(view, plot, 1.0, "100 %");
  const Clip clip(plot);
  ImGui::GetWindowDrawList()->AddLine({plot.min.x, std::round(plot.y(0.5))},
                                      {plot.max.x, std::round(plot.y(0.5))}, draw_color(view.palette.border));
  const auto& points = timeline.points();
  const auto before = [](const Timeline::Point& point, double time) { return point.time < time; };
  auto first = std::lower_bound(points.begin(), points.end(), plots.start, before);
  if (first != points.begin()) --first;
  auto end = std::lower_bound(first, points.end(), plots.start + plots.seconds, before);
  if (end != points.end()) ++end;
  for (const bool rejected : {true, false}) {
    for (std::size_t label = 0; label < timeline.labels().size(); ++label) {
      if (timeline.labels()[label].rejected == rejected) draw_line(view, plots, first, end, label);
    }
  }
}

/// Words that were heard: a line where it was decided, with the label on top of it.
void draw_marks(const View& view, const Plots& plots) {
  constexpr float kHeight = 18.0f;
  const Timeline& timeline = view.stream.display.timeline();
  const Clip clip({{plots.waveform.min.x, plots.top()}, {plots.waveform.max.x, plots.bottom()}});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float room_ends = plots.waveform.max.x;
  for (auto mark = timeline.marks().rbegin(); mark != timeline.marks().rend(); ++mark) {
    if (mark->time < plots.start || mark->time > plots.start + plots.seconds) continue;
    const Rgb color = label_color(view.state.theme, mark->label);
    const float x = std::round(plots.x(mark->time));
    list.AddLine({x, plots.waveform.min.y}, {x, plots.waveform.max.y}, draw_color(color, 0.8f));
    if (plots.picture) {
      list.AddLine({x, plots.features.min.y}, {x, plots.features.max.y}, IM_COL32(255, 255, 255, 140));
    }
    list.AddLine({x, plots.probabilities.min.y}, {x, plots.probabilities.max.y}, draw_color(color, 0.4f));

    // The word is what was heard before: its name stands there.
    const std::string& name = timeline.labels()[mark->label].name;
    const float width = std::min(text_width(view.fonts.strong, name), 96.0f) + 12.0f;
    if (x > room_ends) continue;
    list.AddRectFilled({x - width, plots.waveform.min.y}, {x, plots.waveform.min.y + kHeight},
                       draw_color(view.palette.panel, 0.9f), 4.0f);
    draw_text(view.fonts.strong, {x - 6.0f, plots.waveform.min.y + kHeight / 2.0f}, draw_color(color), name,
              Align::right, width - 11.0f);
    room_ends = x - width;
  }
}

std::string waveform_text(const Timeline& timeline, double time, double pixel) {
  const EnvelopeColumn column = timeline.envelope(time, time + pixel);
  return number_text(column.low, 3) + " to " + number_text(column.high, 3);
}

std::string probability_text(const Timeline& timeline, double time) {
  const auto& points = timeline.points();
  const auto after = std::ranges::find_if(points, [&](const auto& point) { return point.time >= time; });
  if (after == points.end() || after->probabilities.empty()) return {};
  const auto best = std::ranges::max_element(after->probabilities) - after->probabilities.begin();
  const double probability = after->probabilities[static_cast<std::size_t>(best)];
  if (probability <= 0.0) return "silence";
  return timeline.labels()[static_cast<std::size_t>(best)].name + "  " + number_text(100.0 * probability, 1) +
         " %";
}

std::string frame_text(const Timeline& timeline, const Plot& plot, double time, float y) {
  const FeatureGrid& grid = timeline.grid();
  const double height = (plot.max.y - y) / plot.height();
  const int band = std::clamp(static_cast<int>(height * grid.bands), 0, grid.bands - 1);
  const std::span<const float> frame =
      timeline.frame(static_cast<std::int64_t>(std::floor(time / grid.hop_seconds)));
  std::string text = band_text(grid, band);
  if (frame.empty() || !std::isfinite(frame[static_cast<std::size_t>(band)])) return text;
  return text + "  \u00b7  " + number_text(frame[static_cast<std::size_t>(band)], 1) +
         (grid.unit.empty() ? "" : " " + grid.unit);
}

/// A line at the pointer, and what is there.
void draw_pointer(const View& view, const Plots& plots) {
  const Timeline& timeline = view.stream.display.timeline();
  const ImVec2 pointer = ImGui::GetMousePos();
  const double time = plots.time(pointer.x);
  if (time < timeline.oldest() || time > timeline.newest()) return;
  const auto within = [&](const Plot& plot) { return pointer.y >= plot.min.y && pointer.y < plot.max.y; };
  std::string there;
  if (within(plots.waveform)) {
    there = waveform_text(timeline, time, plots.seconds / plots.waveform.width());
  } else if (plots.picture && within(plots.features)) {
    there = frame_text(timeline, plots.features, time, pointer.y);
  } else if (within(plots.probabilities)) {
    there = probability_text(timeline, time);
  }
  const auto line = [&](const Plot& plot, ImU32 color) {
    ImGui::GetWindowDrawList()->AddLine({pointer.x, plot.min.y}, {pointer.x, plot.max.y}, color);
  };
  line(plots.waveform, draw_color(view.palette.text_secondary));
  if (plots.picture) line(plots.features, IM_COL32(255, 255, 255, 140));
  line(plots.probabilities, draw_color(view.palette.text_secondary));
  const std::string text = number_text(time - timeline.newest(), 2) + " s";
  ImGui::SetTooltip("%s", (there.empty() ? text : text + "  \u00b7  " + there).c_str());
}

/// Dragging scrolls, the wheel zooms where it has nothing else to scroll, and so do two fingers.
void take_gestures(View& view, const Plots& plots) {
  StreamDisplay& display = view.stream.display;
  const double held = display.timeline().held();
  const float width = plots.waveform.width();
  ImGui::SetCursorScreenPos({plots.waveform.min.x, plots.top()});
  ImGui::InvisibleButton("plots", {width, plots.bottom() - plots.top()});
  const ImGuiIO& io = ImGui::GetIO();
  constexpr float kThreshold = 4.0f;
  const bool dragged = ImGui::IsItemActive() &&
                       (view.motion.scrubbing ||
                        std::abs(ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 0.0f).x) > kThreshold);
  view.motion.scrubbing = dragged;
  if (dragged) {
    display.look(scrolled(display.view(), io.MouseDelta.x / width * plots.seconds, held));
  }

  const auto place_of = [&](float x) { return std::clamp((x - plots.waveform.min.x) / width, 0.0f, 1.0f); };
  const bool page_scrolls = ImGui::GetCurrentWindow()->ParentWindow->ScrollMax.y > 0.0f;
  if (ImGui::IsItemHovered() && io.MouseWheel != 0.0f && !page_scrolls) {
    display.look(zoomed(display.view(), std::pow(kZoomStep, -io.MouseWheel), place_of(io.MousePos.x), held));
  }
  if (ImGui::IsItemHovered() && io.MouseWheelH != 0.0f) {
    display.look(scrolled(display.view(), 0.1 * io.MouseWheelH * plots.seconds, held));
  }
  const Pinch& pinch = view.stream.pinch;
  if (pinch.factor != 1.0f && ImGui::GetCurrentWindow()->InnerRect.Contains({pinch.x, pinch.y})) {
    display.look(zoomed(display.view(), 1.0 / pinch.factor, place_of(pinch.x), held));
  }
  if (ImGui::IsItemHovered()) draw_pointer(view, plots);
}

}  // namespace

void draw_stream_panel(View& view, float height) {
  const Panel panel(view, "stream", height);
  draw_title(view);
  const Plots plots = next_plots(view);
  const ImVec2 below = ImGui::GetCursorScreenPos();
  draw_waveform(view, plots);
  if (plots.picture) draw_features(view, plots);
  draw_probabilities(view, plots);
  draw_marks(view, plots);
  draw_time_axis(view, plots.probabilities,
                 -view.stream.display.view().back - view.stream.display.view().seconds, plots.seconds);
  take_gestures(view, plots);
  ImGui::SetCursorScreenPos(below);
}

}  // namespace earshot
