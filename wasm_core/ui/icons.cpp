#include "ui/icons.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace earshot {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

/// Draws in a square of side 2 around a center; lines have one thickness for all icons.
class Pen {
 public:
  Pen(ImDrawList& list, ImVec2 center, float size, ImU32 color)
      : list_(list),
        center_(center),
        unit_(size / 2.0f),
        thickness_(std::max(1.5f, size / 10.0f)),
        color_(color) {}

  ImVec2 at(float x, float y) const { return {center_.x + x * unit_, center_.y + y * unit_}; }

  void line(float x0, float y0, float x1, float y1) {
    list_.AddLine(at(x0, y0), at(x1, y1), color_, thickness_);
  }
  void box(float x0, float y0, float x1, float y1, float rounding) {
    list_.AddRectFilled(at(x0, y0), at(x1, y1), color_, rounding * unit_);
  }
  void disc(float x, float y, float radius) { list_.AddCircleFilled(at(x, y), radius * unit_, color_); }
  void circle(float x, float y, float radius) {
    list_.AddCircle(at(x, y), radius * unit_, color_, 0, thickness_);
  }
  void arc(float x, float y, float radius, float from, float to) {
    list_.PathArcTo(at(x, y), radius * unit_, from, to);
    list_.PathStroke(color_, 0, thickness_);
  }
  Pen& point(float x, float y) {
    list_.PathLineTo(at(x, y));
    return *this;
  }
  void stroke(bool closed = false) {
    list_.PathStroke(color_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, thickness_);
  }
  void fill() { list_.PathFillConvex(color_); }

 private:
  ImDrawList& list_;
  ImVec2 center_;
  float unit_;
  float thickness_;
  ImU32 color_;
};

void draw_logo(Pen& pen) {
  constexpr float kHeights[] = {0.32f, 0.72f, 1.0f, 0.5f, 0.24f};
  for (int i = 0; i < 5; ++i) {
    const float x = -0.88f + 0.44f * static_cast<float>(i);
    pen.box(x - 0.13f, -kHeights[i], x + 0.13f, kHeights[i], 0.13f);
  }
}

void draw_sun(Pen& pen) {
  pen.circle(0.0f, 0.0f, 0.42f);
  for (int i = 0; i < 8; ++i) {
    const float x = std::cos(static_cast<float>(i) * kPi / 4.0f);
    const float y = std::sin(static_cast<float>(i) * kPi / 4.0f);
    pen.line(0.72f * x, 0.72f * y, 0.98f * x, 0.98f * y);
  }
}

/// A disc bitten by another: the outline of both arcs.
void draw_moon(Pen& pen, ImDrawList& list, float size) {
  const float unit = size / 2.0f;
  list.PathArcTo(pen.at(0.0f, 0.0f), 0.85f * unit, 0.08f * kPi, 1.42f * kPi);
  list.PathArcTo(pen.at(0.42f, -0.42f), 0.62f * unit, 1.15f * kPi, 0.35f * kPi);
  pen.stroke(true);
}

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, ImVec2 center, float size, ImU32 color) {
  Pen pen(list, center, size, color);
  switch (icon) {
    case Icon::none:
      break;
    case Icon::logo:
      draw_logo(pen);
      break;
    case Icon::microphone:
      pen.box(-0.34f, -1.0f, 0.34f, 0.28f, 0.34f);
      pen.arc(0.0f, -0.08f, 0.66f, 0.0f, kPi);
      pen.line(0.0f, 0.58f, 0.0f, 1.0f);
      break;
    case Icon::stop:
      pen.box(-0.62f, -0.62f, 0.62f, 0.62f, 0.2f);
      break;
    case Icon::folder:
      pen.point(-0.95f, -0.7f)
          .point(-0.3f, -0.7f)
          .point(-0.05f, -0.4f)
          .point(0.95f, -0.4f)
          .point(0.95f, 0.75f);
      pen.point(-0.95f, 0.75f).stroke(true);
      break;
    case Icon::check:
      pen.point(-0.7f, 0.05f).point(-0.2f, 0.55f).point(0.7f, -0.5f).stroke();
      break;
    case Icon::warning:
      pen.point(0.0f, -0.85f).point(0.95f, 0.8f).point(-0.95f, 0.8f).stroke(true);
      pen.line(0.0f, -0.25f, 0.0f, 0.25f);
      pen.disc(0.0f, 0.53f, 0.11f);
      break;
    case Icon::info:
      pen.circle(0.0f, 0.0f, 0.9f);
      pen.line(0.0f, -0.05f, 0.0f, 0.48f);
      pen.disc(0.0f, -0.42f, 0.13f);
      break;
    case Icon::cross:
      pen.line(-0.6f, -0.6f, 0.6f, 0.6f);
      pen.line(-0.6f, 0.6f, 0.6f, -0.6f);
      break;
    case Icon::chevron:
      pen.point(-0.6f, -0.3f).point(0.0f, 0.3f).point(0.6f, -0.3f).stroke();
      break;
    case Icon::plus:
      pen.line(0.0f, -0.7f, 0.0f, 0.7f);
      pen.line(-0.7f, 0.0f, 0.7f, 0.0f);
      break;
    case Icon::minus:
      pen.line(-0.7f, 0.0f, 0.7f, 0.0f);
      break;
    case Icon::pause:
      pen.box(-0.6f, -0.7f, -0.15f, 0.7f, 0.1f);
      pen.box(0.15f, -0.7f, 0.6f, 0.7f, 0.1f);
      break;
    case Icon::play:
      pen.point(-0.5f, -0.75f).point(0.75f, 0.0f).point(-0.5f, 0.75f).fill();
      break;
    case Icon::sun:
      draw_sun(pen);
      break;
    case Icon::moon:
      draw_moon(pen, list, size);
      break;
    case Icon::spinner: {
      const float turn = static_cast<float>(std::fmod(ImGui::GetTime(), 1.0)) * 2.0f * kPi;
      pen.arc(0.0f, 0.0f, 0.8f, turn, turn + 1.5f * kPi);
      break;
    }
  }
}

}  // namespace earshot
