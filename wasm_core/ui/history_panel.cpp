#include <algorithm>

#include "ui/panels.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr std::size_t kLatest = 8;

/// Widths of columns.
struct Columns {
  float time = 0.0f;
  float label = 0.0f;
};

Columns columns_of(const View& view, float width) {
  Columns columns;
  for (const HistoryEntry& entry : view.state.history) {
    columns.time = std::max(columns.time, text_width(view.fonts.small, entry.time));
    columns.label = std::max(columns.label, text_width(view.fonts.strong, entry.label));
  }
  columns.label = std::min(columns.label, 0.36f * width);
  return columns;
}

void history_row(const View& view, const HistoryEntry& entry, const Columns& columns) {
  constexpr float kGap = 10.0f;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float middle = at.y + view.metrics.row / 2.0f;
  const ImU32 secondary = draw_color(view.palette.text_secondary);
  draw_text(view.fonts.small, {at.x, middle}, secondary, entry.time);
  const float label = at.x + columns.time + kGap;
  draw_text(view.fonts.strong, {label, middle}, draw_color(view.palette.text), entry.label, Align::left,
            columns.label);
  const float source = label + columns.label + kGap;
  const float room = at.x + width - percentage_width(view.fonts.small) - kGap - source;
  if (room > 24.0f) draw_text(view.fonts.small, {source, middle}, secondary, entry.source, Align::left, room);
  draw_percentage(view.fonts.small, {at.x + width, middle}, secondary, entry.probability);
  ImGui::Dummy({width, view.metrics.row});
}

}  // namespace

void draw_history_panel(View& view, float height) {
  const std::vector<HistoryEntry>& history = view.state.history;
  const Panel panel(view, "history", height);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  panel_title(view, "History");
  if (history.empty()) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_text(view.fonts.small, {at.x, at.y + view.metrics.row / 2.0f},
              draw_color(view.palette.text_secondary), "Nothing heard yet");
    ImGui::Dummy({width, view.metrics.row});
    return;
  }

  const ImVec2 start = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({corner.x + width - 24.0f, corner.y - 3.0f});
  if (icon_button(view, "Clear the history", Icon::cross, {24.0f, 24.0f}))
    view.act(Action::Kind::clear_history);
  ImGui::SetCursorScreenPos(start);

  const Columns columns = columns_of(view, width);
  if (height > 0.0f) {
    ImGui::BeginChild("rows");
    for (const HistoryEntry& entry : history) history_row(view, entry, columns);
    ImGui::EndChild();
  } else {
    for (std::size_t i = 0; i < std::min(history.size(), kLatest); ++i)
      history_row(view, history[i], columns);
  }
}

}  // namespace earshot
