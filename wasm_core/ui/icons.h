#pragma once

#include <imgui.h>

namespace earshot {

enum class Icon {
  none,
  logo,
  microphone,
  stop,
  folder,
  check,
  warning,
  info,
  cross,
  chevron,
  plus,
  minus,
  pause,
  play,
  sun,
  moon,
  spinner
};

/// Draws an icon centered at `center`, about `size` wide and high, in CSS pixels.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 center, float size, ImU32 color);

}  // namespace earshot
