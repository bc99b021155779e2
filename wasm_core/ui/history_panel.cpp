#include <algorithm>

#include "ui/panels.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr std::size_t kLatest = 8;

void history_row(const View& view, const HistoryEntry& entry) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float middle = at.y + view.metrics.row / 2.0f;
  const ImU32 secondary = draw_color(view.palette.text_secondary);
  const float number_width =
      draw_percentage(view.fonts.small, {at.x + width, middle}, secondary, entry.probability);
  draw_text(view.fonts.small, {at.x, middle}, secondary, entry.time);
  const float left = at.x + text_width(view.fonts.small, "00:00:00") + 10.0f;
  const float room = width - (left - at.x) - number_width - 10.0f;
  const float label = draw_text(view.fonts.strong, {left, middle}, draw_color(view.palette.text), entry.label,
                                Align::left, 0.6f * room);
  if (room - label > 30.0f) {
    draw_text(view.fonts.small, {left + label + 10.0f, middle}, secondary, entry.source, Align::left,
              room - label - 10.0f);
  }
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

  if (height > 0.0f) {
    ImGui::BeginChild("rows");
    for (const HistoryEntry& entry : history) history_row(view, entry);
    ImGui::EndChild();
  } else {
    for (std::size_t i = 0; i < std::min(history.size(), kLatest); ++i) history_row(view, history[i]);
  }
}

}  // namespace earshot
