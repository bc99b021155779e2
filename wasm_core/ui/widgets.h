#pragma once

#include <imgui.h>

#include <span>
#include <string>
#include <string_view>

#include "ui/icons.h"
#include "ui/view.h"

namespace earshot {

/// For ImGui's draw lists.
ImU32 draw_color(Rgb color, float alpha = 1.0f);

/// Of a label's line in a stream, and of what says whose it is; of those that are rejected a quiet gray.
ImU32 line_color(const View& view, std::size_t label);

/// How a text lies on the point that it is given.
enum class Align { left, center, right };

/// Draws one line of text, vertically centered on `at`; returns its width. Longer than `width` (if given) it
/// ends in an ellipsis, and is shown in full while the pointer rests on it.
float draw_text(ImFont* font, ImVec2 at, ImU32 color, std::string_view text, Align align = Align::left,
                float width = 0.0f);
float text_width(ImFont* font, std::string_view text);
/// "98.2 %" right-aligned at `at`, such that points and percent signs stand below one another.
void draw_percentage(ImFont* font, ImVec2 at, ImU32 color, double probability);
/// What the widest one takes.
float percentage_width(ImFont* font);

/// A panel in the flow of the current column; `height` 0 is as high as its contents. Ends with the object's
/// life.
class Panel {
 public:
  Panel(const View& view, const char* id, float height = 0.0f);
  ~Panel();
  Panel(const Panel&) = delete;
  Panel& operator=(const Panel&) = delete;
};

/// The line on top of a panel: its name, and something to know about it at the right.
void panel_title(const View& view, std::string_view title, std::string_view detail = {});
/// A small caption above a control.
void caption(const View& view, std::string_view text);
/// Vertical distance in the flow.
void space(float height);

enum class ButtonKind { primary, plain, chosen };

struct ButtonLook {
  ButtonKind kind = ButtonKind::plain;
  Icon icon = Icon::none;
  bool available = true;
  std::string_view note = {};  ///< a second, small line
};

/// A button in the flow; true when it was clicked.
bool button(const View& view, const char* id, std::string_view text, ImVec2 size,
            const ButtonLook& look = {});
/// A square button that shows an icon only; `name` is its tooltip.
bool icon_button(const View& view, const char* name, Icon icon, ImVec2 size);
/// A field that opens a list; returns the index that was chosen in this frame, or -1. `placeholder` is shown
/// when nothing is chosen.
int select(const View& view, const char* id, float width, std::span<const Choice> choices, int selected,
           std::string_view placeholder);

/// A rounded label with an icon; `right_center` is the middle of its right side. Returns its width.
float chip(const View& view, ImVec2 right_center, Icon icon, std::string_view text, Rgb color);

}  // namespace earshot
