#include "ui/widgets.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "ui/number_text.h"

namespace earshot {
namespace {

constexpr float kControlRounding = 8.0f;
constexpr float kIconSize = 14.0f;
constexpr std::string_view kEllipsis = "\u2026";

const char* end_of(std::string_view text) {
  return text.data() + text.size();
}

float size_of(ImFont* font) {
  return font->FontSize * ImGui::GetIO().FontGlobalScale;
}

void add_text(ImFont* font, ImVec2 left_center, ImU32 color, std::string_view text) {
  const float size = size_of(font);
  ImGui::GetWindowDrawList()->AddText(font, size, {left_center.x, left_center.y - size / 2.0f}, color,
                                      text.data(), end_of(text));
}

/// The longest beginning of `text` that fits, with an ellipsis.
std::string shortened(ImFont* font, std::string_view text, float width) {
  const float room = width - text_width(font, kEllipsis);
  const char* end = text.data();
  font->CalcTextSizeA(size_of(font), std::max(room, 0.0f), 0.0f, text.data(), end_of(text), &end);
  return std::string(text.data(), end) + std::string(kEllipsis);
}

struct Colors {
  ImU32 fill;
  ImU32 text;
  ImU32 note;
};

Colors colors_of(const View& view, const ButtonLook& look) {
  const Palette& palette = view.palette;
  const bool pressed = ImGui::IsItemActive();
  const bool hovered = ImGui::IsItemHovered();
  if (!look.available) {
    return {draw_color(palette.control, 0.5f), draw_color(palette.text_secondary),
            draw_color(palette.text_secondary)};
  }
  if (look.kind == ButtonKind::plain) {
    const Rgb fill = pressed ? palette.control_pressed : hovered ? palette.control_hovered : palette.control;
    return {draw_color(fill), draw_color(palette.text), draw_color(palette.text_secondary)};
  }
  const Rgb fill = pressed ? palette.accent_pressed : hovered ? palette.accent_hovered : palette.accent;
  return {draw_color(fill), draw_color(palette.on_accent), draw_color(palette.on_accent)};
}

bool invisible_button(const char* id, ImVec2 size, bool available) {
  ImGui::BeginDisabled(!available);
  const bool clicked = ImGui::InvisibleButton(id, {std::max(size.x, 1.0f), std::max(size.y, 1.0f)});
  ImGui::EndDisabled();
  if (available && ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return clicked;
}

constexpr float kRowLeft = 32.0f;  ///< where names begin in a list, right of the check mark
constexpr float kRowRight = 10.0f;

/// What a list needs to show its longest line in full.
float list_width(const View& view, std::span<const Choice> choices) {
  float widest = 0.0f;
  for (const Choice& choice : choices) {
    const float note =
        choice.note.empty() ? 0.0f : text_width(view.fonts.small, choice.note) + 2.0f * view.metrics.space;
    widest = std::max(widest, text_width(view.fonts.body, choice.name) + note);
  }
  return kRowLeft + widest + kRowRight + 12.0f;
}

/// One line of an open list.
bool list_row(const View& view, const Choice& choice, bool selected, float width) {
  const bool clicked = invisible_button("row", {width, view.metrics.control}, choice.available);
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  if (choice.available && ImGui::IsItemHovered()) {
    ImGui::GetWindowDrawList()->AddRectFilled(min, max, draw_color(view.palette.control_hovered), 6.0f);
  }
  const float middle = (min.y + max.y) / 2.0f;
  const float note =
      choice.note.empty() ? 0.0f : text_width(view.fonts.small, choice.note) + view.metrics.space;
  const ImU32 name_color = draw_color(choice.available ? view.palette.text : view.palette.text_secondary);
  if (selected) {
    draw_icon(*ImGui::GetWindowDrawList(), Icon::check, {min.x + 16.0f, middle}, 12.0f,
              draw_color(view.palette.accent));
  }
  draw_text(view.fonts.body, {min.x + kRowLeft, middle}, name_color, choice.name, Align::left,
            width - kRowLeft - kRowRight - note);
  draw_text(view.fonts.small, {max.x - kRowRight, middle}, draw_color(view.palette.text_secondary),
            choice.note, Align::right);
  return clicked;
}

}  // namespace

void Motion::approach(float& value, float target) {
  constexpr float kSecondsToMost = 0.07f;  // of the way: 63 %
  // The first frame after a rest would have the whole rest's time.
  const float seconds = std::min(ImGui::GetIO().DeltaTime, 1.0f / 30.0f);
  value += (target - value) * (1.0f - std::exp(-seconds / kSecondsToMost));
  if (reduced || std::abs(target - value) < 0.001f) {
    value = target;
  } else {
    moving = true;
  }
}

ImU32 line_color(const View& view, std::size_t label) {
  const std::vector<StreamLabel>& labels = view.stream.display.timeline().labels();
  if (label < labels.size() && labels[label].rejected) return draw_color(view.palette.text_secondary, 0.55f);
  return draw_color(label_color(view.state.theme, label));
}

ImU32 draw_color(Rgb color, float alpha) {
  return IM_COL32(color.red, color.green, color.blue, static_cast<int>(std::lround(255.0f * alpha)));
}

float text_width(ImFont* font, std::string_view text) {
  return font->CalcTextSizeA(size_of(font), FLT_MAX, 0.0f, text.data(), end_of(text)).x;
}

float draw_text(ImFont* font, ImVec2 at, ImU32 color, std::string_view text, Align align, float width) {
  std::string shorter;
  std::string_view shown = text;
  float shown_width = text_width(font, text);
  if (width > 0.0f && shown_width > width) {
    shorter = shortened(font, text, width);
    shown = shorter;
    shown_width = text_width(font, shown);
  }
  const float left = at.x - (align == Align::center  ? shown_width / 2.0f
                             : align == Align::right ? shown_width
                                                     : 0.0f);
  add_text(font, {left, at.y}, color, shown);
  if (!shorter.empty()) {
    const float half = size_of(font) / 2.0f;
    if (ImGui::IsWindowHovered() &&
        ImGui::IsMouseHoveringRect({left, at.y - half}, {left + shown_width, at.y + half})) {
      ImGui::SetTooltip("%.*s", static_cast<int>(text.size()), text.data());
    }
  }
  return shown_width;
}

void draw_percentage(ImFont* font, ImVec2 at, ImU32 color, double probability) {
  const std::string number = number_text(100.0 * probability, 1);
  const std::string_view text(number);
  const auto point = text.find('.');
  const float x = at.x - text_width(font, ".0 %");
  draw_text(font, {x, at.y}, color, text.substr(0, point), Align::right);
  draw_text(font, {x, at.y}, color, text.substr(point));
  draw_text(font, at, color, "%", Align::right);
}

float percentage_width(ImFont* font) {
  return text_width(font, "100.0 %");
}

Panel::Panel(const View& view, const char* id, float height) {
  const float padding = view.metrics.padding;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {padding, padding});
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, view.metrics.rounding);
  const ImGuiChildFlags fit =
      height > 0.0f ? 0 : ImGuiChildFlags_AutoResizeY | ImGuiChildFlags_AlwaysAutoResize;
  ImGui::PushStyleColor(ImGuiCol_ChildBg, draw_color(view.palette.panel));
  ImGui::BeginChild(id, {0.0f, height}, ImGuiChildFlags_Border | fit,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
}

Panel::~Panel() {
  ImGui::EndChild();
}

void panel_title(const View& view, std::string_view title, std::string_view detail) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = 18.0f;
  const float title_width =
      draw_text(view.fonts.strong, {at.x, at.y + height / 2.0f}, draw_color(view.palette.text), title);
  if (!detail.empty()) {
    draw_text(view.fonts.small, {at.x + width, at.y + height / 2.0f}, draw_color(view.palette.text_secondary),
              detail, Align::right, width - title_width - view.metrics.space);
  }
  ImGui::Dummy({width, height});
  space(view.metrics.space);
}

void caption(const View& view, std::string_view text) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  constexpr float kHeight = 16.0f;
  draw_text(view.fonts.small, {at.x, at.y + kHeight / 2.0f}, draw_color(view.palette.text_secondary), text);
  ImGui::Dummy({ImGui::GetContentRegionAvail().x, kHeight});
  space(view.metrics.space / 2.0f);
}

void space(float height) {
  ImGui::Dummy({0.0f, height});
}

bool button(const View& view, const char* id, std::string_view text, ImVec2 size, const ButtonLook& look) {
  const bool clicked = invisible_button(id, size, look.available);
  const Colors colors = colors_of(view, look);
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, colors.fill, kControlRounding);

  const ImVec2 center{(min.x + max.x) / 2.0f, (min.y + max.y) / 2.0f};
  const float room = size.x - 4.0f;
  if (!look.note.empty()) {
    draw_text(view.fonts.strong, {center.x, center.y - 8.0f}, colors.text, text, Align::center, room);
    draw_text(view.fonts.small, {center.x, center.y + 9.0f}, colors.note, look.note, Align::center, room);
    return clicked;
  }
  if (look.icon == Icon::none) {
    draw_text(view.fonts.strong, center, colors.text, text, Align::center, room);
    return clicked;
  }
  const float gap = kIconSize + view.metrics.space;
  const float width = std::min(text_width(view.fonts.strong, text), room - gap);
  const float left = center.x - (gap + width) / 2.0f;
  draw_icon(list, look.icon, {left + kIconSize / 2.0f, center.y}, kIconSize, colors.text);
  draw_text(view.fonts.strong, {left + gap, center.y}, colors.text, text, Align::left, width + 1.0f);
  return clicked;
}

bool icon_button(const View& view, const char* name, Icon icon, ImVec2 size) {
  const bool clicked = invisible_button(name, size, true);
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool hovered = ImGui::IsItemHovered();
  if (hovered) {
    list.AddRectFilled(
        min, max,
        draw_color(ImGui::IsItemActive() ? view.palette.control_pressed : view.palette.control_hovered),
        kControlRounding);
    ImGui::SetTooltip("%s", name);
  }
  draw_icon(list, icon, {(min.x + max.x) / 2.0f, (min.y + max.y) / 2.0f}, std::min(16.0f, 0.5f * size.y),
            draw_color(hovered ? view.palette.text : view.palette.text_secondary));
  return clicked;
}

int select(const View& view, const char* id, float width, std::span<const Choice> choices, int selected,
           std::string_view placeholder) {
  ImGui::PushID(id);
  const ImVec2 size{width, view.metrics.control};
  const bool available = !choices.empty();
  if (invisible_button("field", size, available)) ImGui::OpenPopup("list");
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  const float middle = (min.y + max.y) / 2.0f;
  const ImU32 fill = colors_of(view, {.available = available}).fill;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, fill, kControlRounding);
  const bool chosen = selected >= 0 && selected < static_cast<int>(choices.size());
  draw_text(view.fonts.body, {min.x + 12.0f, middle},
            draw_color(chosen ? view.palette.text : view.palette.text_secondary),
            chosen ? std::string_view(choices[selected].name) : placeholder, Align::left, size.x - 44.0f);
  draw_icon(list, Icon::chevron, {max.x - 18.0f, middle}, 12.0f, draw_color(view.palette.text_secondary));

  int result = -1;
  constexpr float kPadding = 4.0f;
  ImGui::SetNextWindowPos({min.x, max.y + kPadding});
  const float room = ImGui::GetIO().DisplaySize.x - min.x - view.metrics.gap;
  const float list_size = std::max(size.x, std::min(list_width(view, choices), room));
  ImGui::SetNextWindowSizeConstraints({list_size, 0.0f}, {list_size, 320.0f});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {kPadding, kPadding});
  if (ImGui::BeginPopup("list", ImGuiWindowFlags_NoMove)) {
    for (int i = 0; i < static_cast<int>(choices.size()); ++i) {
      ImGui::PushID(i);
      if (list_row(view, choices[i], i == selected, ImGui::GetContentRegionAvail().x)) {
        result = i;
        ImGui::CloseCurrentPopup();
      }
      ImGui::PopID();
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
  ImGui::PopID();
  return result;
}

float chip(const View& view, ImVec2 right_center, Icon icon, std::string_view text, Rgb color) {
  constexpr float kHeight = 26.0f;
  constexpr float kSide = 10.0f;
  const float icon_room = icon == Icon::none ? 0.0f : 18.0f;
  const float width = 2.0f * kSide + icon_room + text_width(view.fonts.small, text);
  const float left = right_center.x - width;
  const float middle = right_center.y;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled({left, middle - kHeight / 2.0f}, {right_center.x, middle + kHeight / 2.0f},
                     draw_color(color, kChipTint), kHeight / 2.0f);
  draw_icon(list, icon, {left + kSide + 6.0f, middle}, 12.0f, draw_color(color));
  draw_text(view.fonts.small, {left + kSide + icon_room, middle}, draw_color(color), text);
  return width;
}

}  // namespace earshot
