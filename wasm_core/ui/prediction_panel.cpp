#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

#include "ui/panels.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr float kCaptionHeight = 20.0f;
constexpr float kLowestHeadline = 52.0f;
constexpr float kInk = 0.78f;  ///< of a line's height, what the tallest letters and those below the line take
// So few labels keep their places, so that the eye finds them again.
constexpr std::size_t kAlwaysInOrder = 12;
constexpr float kWidestLabel = 0.45f;  ///< of a row

float headline_line(const View& view) {
  return view.fonts.headline->FontSize * ImGui::GetIO().FontGlobalScale;
}

/// Of the headline's font, so that every label fits: they all come in the same size.
float headline_scale(const View& view, float width) {
  float widest = 0.0f;
  for (const std::string& label : view.state.prediction.labels) {
    widest = std::max(widest, text_width(view.fonts.headline, label));
  }
  return std::min(1.0f, width / std::max(widest, 1.0f));
}

/// What was heard, as large as it fits.
void headline(const View& view, float height, float most_scale) {
  const ShownPrediction& prediction = view.state.prediction;
  const bool empty = prediction.headline.empty();
  const std::string text = empty ? "\u2013" : prediction.headline;
  ImFont* font = view.fonts.headline;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float line = headline_line(view);
  const float full = text_width(font, text);
  const float scale = std::min({most_scale, width / full, height / (kInk * line)});
  const ImVec2 corner{at.x + (width - scale * full) / 2.0f, at.y + (height - scale * line) / 2.0f};
  ImGui::GetWindowDrawList()->AddText(font, scale * line, corner,
                                      draw_color(empty ? view.palette.control_pressed : view.palette.text),
                                      text.c_str());
  ImGui::Dummy({width, height});

  const std::string below = empty ? "Start listening, or open a recording" : prediction.caption;
  draw_text(view.fonts.small, {at.x + width / 2.0f, at.y + height + kCaptionHeight / 2.0f},
            draw_color(view.palette.text_secondary), below, Align::center, width);
  ImGui::Dummy({width, kCaptionHeight});
}

void bar_row(const View& view, std::size_t label, bool winner, float label_width) {
  const ShownPrediction& prediction = view.state.prediction;
  constexpr float kBarHeight = 8.0f;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float middle = at.y + view.metrics.row / 2.0f;
  const ImU32 color = draw_color(winner ? view.palette.text : view.palette.text_secondary);
  ImFont* font = winner ? view.fonts.strong : view.fonts.body;
  draw_text(font, {at.x, middle}, color, prediction.labels[label], Align::left, label_width);
  if (!prediction.headline.empty()) {
    draw_percentage(font, {at.x + width, middle}, color, prediction.probabilities[label]);
  }

  const float left = at.x + label_width + 12.0f;
  const float room = std::max(width - label_width - 12.0f - percentage_width(font) - 8.0f, 0.0f);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float top = std::round(middle - kBarHeight / 2.0f);
  list.AddRectFilled({left, top}, {left + room, top + kBarHeight}, draw_color(view.palette.control),
                     kBarHeight / 2.0f);
  const float filled = view.motion.probabilities[label] * room;
  if (filled > 1.0f) {
    // Beside a stream, the bars say which line is whose.
    const ImU32 fill = view.stream.shown ? line_color(view, label)
                       : winner          ? draw_color(view.palette.accent)
                                         : draw_color(view.palette.text_secondary, 0.55f);
    list.AddRectFilled({left, top}, {left + filled, top + kBarHeight}, fill, kBarHeight / 2.0f);
  }
  ImGui::Dummy({width, view.metrics.row});
}

/// The labels, top to bottom: few in their order, many from the most probable down.
std::vector<std::size_t> ordered_labels(const ShownPrediction& prediction, std::size_t rows) {
  std::vector<std::size_t> labels(prediction.labels.size());
  std::iota(labels.begin(), labels.end(), std::size_t{0});
  if (labels.size() > std::min(rows, kAlwaysInOrder)) {
    std::ranges::stable_sort(labels, std::greater{},
                             [&](std::size_t i) { return prediction.probabilities[i]; });
  }
  return labels;
}

}  // namespace

void draw_prediction_panel(View& view, float highest) {
  const ShownPrediction& prediction = view.state.prediction;
  const Metrics& metrics = view.metrics;
  const float scale = headline_scale(view, ImGui::GetContentRegionAvail().x - 2.0f * metrics.padding);
  const float tallest = highest < 480.0f ? 64.0f : highest < 900.0f ? 112.0f : 136.0f;
  const float headline_height = std::clamp(std::round(scale * headline_line(view)), kLowestHeadline, tallest);
  const float fixed =
      2.0f * metrics.padding + 18.0f + 2.0f * metrics.space + headline_height + kCaptionHeight;
  const auto rows = static_cast<std::size_t>(std::max((highest - fixed) / metrics.row, 1.0f));
  const std::vector<std::size_t> labels = ordered_labels(prediction, rows);

  std::vector<float>& eased = view.motion.probabilities;
  eased.resize(prediction.probabilities.size());
  for (std::size_t i = 0; i < eased.size(); ++i) view.motion.approach(eased[i], prediction.probabilities[i]);

  const Panel panel(view, "prediction");
  const bool scrolls = labels.size() > rows;
  panel_title(view, "Prediction", scrolls ? std::to_string(labels.size()) + " labels, by probability" : "");
  headline(view, headline_height, scale);
  if (labels.empty()) return;
  space(metrics.space);
  // So that a row is cut where there is more to see.
  const float shown = scrolls ? static_cast<float>(rows) - 0.4f : static_cast<float>(labels.size());
  ImGui::BeginChild("rows", {0.0f, std::round(shown * metrics.row)});
  float label_width = 0.0f;
  for (const std::size_t i : labels) {
    label_width = std::max(label_width, text_width(view.fonts.strong, prediction.labels[i]));
  }
  label_width = std::min(label_width, kWidestLabel * ImGui::GetContentRegionAvail().x);
  // None while nothing was classified, as in silence.
  const float highest_probability = std::ranges::max(prediction.probabilities);
  const std::size_t winner =
      std::ranges::find(prediction.probabilities, highest_probability) - prediction.probabilities.begin();
  for (const std::size_t i : labels) {
    bar_row(view, i, i == winner && highest_probability > 0.0f, label_width);
  }
  ImGui::EndChild();
}

}  // namespace earshot
