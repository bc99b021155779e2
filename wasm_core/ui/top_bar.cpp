#include "ui/panels.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr float kWide = 860.0f;
constexpr float kNarrow = 480.0f;

struct Badge {
  Icon icon;
  std::string text;
  Rgb color;
};

Badge badge_of(const View& view, bool in_full) {
  const Status& status = view.state.status;
  const std::string detail = in_full && !status.check_detail.empty() ? " \u00b7 " + status.check_detail : "";
  switch (status.check) {
    case Status::Check::running:
      view.motion.moving = true;
      return {Icon::spinner, "Checking", view.palette.text_secondary};
    case Status::Check::passed:
      return {Icon::check, "Verified" + detail, view.palette.success};
    case Status::Check::failed:
      return {Icon::warning, "Self-check failed" + detail, view.palette.danger};
    case Status::Check::none:
      break;
  }
  return {Icon::none, "Not checked", view.palette.text_secondary};
}

/// Draws a chip that ends at `right`; returns where it begins. Its tooltip says more.
float right_chip(const View& view, float right, float middle, const Badge& badge,
                 const std::string& tooltip) {
  const float left = right - chip(view, {right, middle}, badge.icon, badge.text, badge.color);
  if (!tooltip.empty() && ImGui::IsMouseHoveringRect({left, middle - 13.0f}, {right, middle + 13.0f})) {
    ImGui::SetTooltip("%s", tooltip.c_str());
  }
  return left;
}

}  // namespace

void draw_top_bar(View& view, const Area& area) {
  const Status& status = view.state.status;
  const Palette& palette = view.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = area.y + area.height / 2.0f;
  list.AddRectFilled({area.x, area.y}, {area.right(), area.bottom()}, draw_color(palette.panel));
  list.AddLine({area.x, area.bottom() - 0.5f}, {area.right(), area.bottom() - 0.5f},
               draw_color(palette.border));

  float left = area.x + view.metrics.gap;
  draw_icon(list, Icon::logo, {left + 11.0f, middle}, 22.0f, draw_color(palette.accent));
  left += 32.0f;
  left += draw_text(view.fonts.title, {left, middle}, draw_color(palette.text), "Earshot");

  float right = area.right() - view.metrics.gap;
  const float side = view.metrics.control;
  const bool dark = view.state.theme == Theme::dark;
  ImGui::SetCursorScreenPos({right - side, middle - side / 2.0f});
  if (icon_button(view, dark ? "Light colors" : "Dark colors", dark ? Icon::sun : Icon::moon, {side, side})) {
    view.act(Action::Kind::choose_theme, static_cast<int>(dark ? Theme::light : Theme::dark));
  }
  right -= side + view.metrics.space;

  if (!status.model.empty()) {
    right = right_chip(view, right, middle, badge_of(view, area.width >= kWide),
                       area.width >= kWide ? "" : status.check_detail) -
            view.metrics.space;
  }
  if (!status.backend.empty() && area.width >= kNarrow) {
    right = right_chip(view, right, middle, {Icon::none, status.backend, palette.text_secondary},
                       "Where the network runs") -
            view.metrics.space;
  }

  if (area.width < kWide || status.model.empty()) return;
  left += 18.0f;
  list.AddLine({left, middle - 10.0f}, {left, middle + 10.0f}, draw_color(palette.border), 1.0f);
  left += 18.0f;
  left += draw_text(view.fonts.strong, {left, middle}, draw_color(palette.text), status.model, Align::left,
                    0.5f * (right - left));
  left += view.metrics.space + 4.0f;
  if (right - left > 60.0f) {
    draw_text(view.fonts.small, {left, middle + 1.0f}, draw_color(palette.text_secondary),
              status.model_detail, Align::left, right - left - view.metrics.space);
  }
}

}  // namespace earshot
