#pragma once

#include <cstdint>
#include <vector>

#include "ui/fonts.h"
#include "ui/layout.h"
#include "ui/palette.h"
#include "ui/picture.h"
#include "ui/state.h"
#include "ui/stream_display.h"
#include "ui/timeline_picture.h"

namespace earshot {

/// What moves between two frames, so that bars glide instead of jumping.
struct Motion {
  std::vector<float> probabilities;
  float level = 0.0f;      ///< of the meter, 0 to 1
  bool moving = false;     ///< not at rest yet: another frame is due
  bool reduced = false;    ///< the user wants nothing to glide
  bool scrubbing = false;  ///< a drag scrolls a plot

  /// Moves `value` towards `target` as far as this frame's time allows.
  void approach(float& value, float target);
};

/// Two fingers that spread, or what stands for them.
struct Pinch {
  float factor = 1.0f;  ///< of their distance, since the last frame
  float x = 0.0f;       ///< their middle, CSS pixels
  float y = 0.0f;
};

/// A stream, and what it is shown with.
struct StreamParts {
  StreamDisplay& display;
  TimelinePicture& picture;
  std::uintptr_t texture;  ///< that holds the picture
  bool shown;              ///< instead of a clip
  Pinch pinch;
};

/// What every panel gets to draw one frame.
struct View {
  const State& state;
  const Palette& palette;
  const Metrics& metrics;
  const Fonts& fonts;
  const Picture& picture;  ///< of State::features
  std::uintptr_t texture;  ///< that holds the picture, as the graphics backend names it; 0: none
  StreamParts& stream;
  Motion& motion;
  std::vector<Action>& actions;  ///< what the user asked for in this frame

  void act(Action::Kind kind, int value = -1) { actions.push_back({kind, value}); }
};

}  // namespace earshot
