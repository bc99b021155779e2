#pragma once

namespace earshot {

/// A rectangle in CSS pixels.
struct Area {
  float x = 0.0f;
  float y = 0.0f;
  float width = 0.0f;
  float height = 0.0f;

  float right() const { return x + width; }
  float bottom() const { return y + height; }
};

/// One scale of distances for the whole screen, in CSS pixels.
struct Metrics {
  float gap = 16.0f;      ///< between panels and to the screen's edge
  float padding = 16.0f;  ///< inside panels
  float space = 8.0f;     ///< between things that belong together
  float control = 36.0f;  ///< height of buttons and fields
  float row = 24.0f;      ///< height of a row in a list
  float bar = 56.0f;      ///< height of the top bar
  float foot = 32.0f;     ///< height of the foot line
  float rounding = 10.0f;
};

/// Where everything is. On narrow screens there is one column, `controls`, that scrolls and holds every
/// panel.
struct Layout {
  Metrics metrics;
  bool one_column = false;
  Area bar;
  Area controls;
  Area signal;
  Area result;
  Area foot;
};

/// Lays the screen out; the areas don't overlap and stay within it.
Layout make_layout(float width, float height);

}  // namespace earshot
