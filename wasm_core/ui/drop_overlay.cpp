#include <cmath>

#include "ui/panels.h"
#include "ui/widgets.h"

namespace earshot {

void draw_drop_overlay(View& view) {
  if (!view.state.drop_target) return;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  list.AddRectFilled({0.0f, 0.0f}, screen, draw_color(view.palette.background, 0.88f));
  constexpr float kInset = 24.0f;
  list.AddRect({kInset, kInset}, {screen.x - kInset, screen.y - kInset}, draw_color(view.palette.accent),
               16.0f, 0, 2.0f);

  const std::string_view text = "Drop an audio file or a model";
  ImFont* font = view.fonts.title;
  const float size = font->FontSize * ImGui::GetIO().FontGlobalScale;
  draw_icon(list, Icon::folder, {screen.x / 2.0f, screen.y / 2.0f - 36.0f}, 36.0f,
            draw_color(view.palette.accent));
  list.AddText(font, size, {(screen.x - text_width(font, text)) / 2.0f, screen.y / 2.0f},
               draw_color(view.palette.text), text.data(), text.data() + text.size());
}

}  // namespace earshot
