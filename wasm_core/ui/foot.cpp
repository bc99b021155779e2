#include <cmath>
#include <string>

#include "ui/number_text.h"
#include "ui/panels.h"
#include "ui/widgets.h"

namespace earshot {

void draw_foot(View& view, const Area& area) {
  const Status& status = view.state.status;
  const Palette& palette = view.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = area.y + area.height / 2.0f;
  const ImU32 secondary = draw_color(palette.text_secondary);
  list.AddRectFilled({area.x, area.y}, {area.right(), area.bottom()}, draw_color(palette.panel));
  list.AddLine({area.x, area.y + 0.5f}, {area.right(), area.y + 0.5f}, draw_color(palette.border));

  const bool listening = view.state.microphone.state == Microphone::State::on;
  float left = area.x + view.metrics.gap;
  list.AddCircleFilled(
      {left + 4.0f, middle}, 4.0f,
      draw_color(listening ? palette.success : palette.text_secondary, listening ? 1.0f : 0.6f));
  left += 16.0f;
  left += draw_text(view.fonts.small, {left, middle}, draw_color(palette.text), status.activity, Align::left,
                    0.5f * area.width);
  left += 20.0f;

  // From the right, as many as there is room for.
  float right = area.right() - view.metrics.gap;
  const auto add = [&](const std::string& name, const std::string& value, ImU32 color) {
    const float value_width = text_width(view.fonts.small, value);
    const float width = text_width(view.fonts.small, name) + 6.0f + value_width;
    if (right - width < left) return;
    draw_text(view.fonts.small, {right, middle}, color, value, Align::right);
    draw_text(view.fonts.small, {right - value_width - 6.0f, middle}, secondary, name, Align::right);
    right -= width + 20.0f;
  };
  if (listening || status.dropped_seconds > 0.0) {
    add("dropped", number_text(1000.0 * status.dropped_seconds, 0) + " ms",
        draw_color(status.dropped_seconds > 0.0 ? palette.warning : palette.text));
  }
  for (auto stage = status.stages.rbegin(); stage != status.stages.rend(); ++stage) {
    add(stage->name, number_text(stage->milliseconds, stage->milliseconds < 10.0 ? 2 : 0) + " ms",
        draw_color(palette.text));
  }
}

}  // namespace earshot
