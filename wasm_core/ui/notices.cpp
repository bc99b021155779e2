#include <algorithm>
#include <string>

#include "ui/panels.h"
#include "ui/widgets.h"

namespace earshot {
namespace {

constexpr float kWidest = 560.0f;
constexpr float kTextLeft = 44.0f;
constexpr float kTextRight = 48.0f;
constexpr std::size_t kMost = 3;

struct Look {
  Icon icon;
  Rgb color;
};

Look look_of(const View& view, Notice::Severity severity) {
  switch (severity) {
    case Notice::Severity::info:
      return {Icon::info, view.palette.accent};
    case Notice::Severity::warning:
      return {Icon::warning, view.palette.warning};
    case Notice::Severity::error:
      return {Icon::warning, view.palette.danger};
  }
  return {};
}

void draw_notice(View& view, const Notice& notice, ImVec2 corner, float width, float height) {
  const Look look = look_of(view, notice.severity);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 end{corner.x + width, corner.y + height};
  list.AddRectFilled({corner.x, corner.y + 3.0f}, {end.x, end.y + 3.0f}, IM_COL32(0, 0, 0, 40), 10.0f);
  list.AddRectFilled(corner, end, draw_color(view.palette.panel), 10.0f);
  list.AddRectFilled(corner, end, draw_color(look.color, 0.10f), 10.0f);
  list.AddRect(corner, end, draw_color(look.color, 0.55f), 10.0f);
  const float middle = corner.y + height / 2.0f;
  draw_icon(list, look.icon, {corner.x + 22.0f, middle}, 16.0f, draw_color(look.color));

  ImFont* font = view.fonts.body;
  const float size = font->FontSize * ImGui::GetIO().FontGlobalScale;
  const float wrap = width - kTextLeft - kTextRight;
  const float text_height = font->CalcTextSizeA(size, FLT_MAX, wrap, notice.text.c_str()).y;
  list.AddText(font, size, {corner.x + kTextLeft, middle - text_height / 2.0f}, draw_color(view.palette.text),
               notice.text.c_str(), nullptr, wrap);

  ImGui::SetCursorScreenPos({end.x - 40.0f, middle - 16.0f});
  if (icon_button(view, "Dismiss", Icon::cross, {32.0f, 32.0f}))
    view.act(Action::Kind::dismiss_notice, notice.id);
}

}  // namespace

void draw_notices(View& view, float top) {
  const std::vector<Notice>& notices = view.state.notices;
  if (notices.empty()) return;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(kWidest, screen.x - 2.0f * view.metrics.gap);
  ImFont* font = view.fonts.body;
  const float size = font->FontSize * ImGui::GetIO().FontGlobalScale;

  ImGui::SetNextWindowPos({(screen.x - width) / 2.0f, top});
  ImGui::SetNextWindowSize({width, 0.0f});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.0f, 0.0f});
  ImGui::Begin("notices", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar();
  float y = top;
  const std::size_t first = notices.size() > kMost ? notices.size() - kMost : 0;
  for (std::size_t i = notices.size(); i > first; --i) {
    const Notice& notice = notices[i - 1];
    const float text =
        font->CalcTextSizeA(size, FLT_MAX, width - kTextLeft - kTextRight, notice.text.c_str()).y;
    const float height = std::max(text + 24.0f, 48.0f);
    ImGui::PushID(notice.id);
    draw_notice(view, notice, {(screen.x - width) / 2.0f, y}, width, height);
    ImGui::PopID();
    y += height + view.metrics.space;
  }
  ImGui::SetCursorScreenPos({(screen.x - width) / 2.0f, y});
  ImGui::Dummy({width, 4.0f});
  ImGui::End();
}

}  // namespace earshot
