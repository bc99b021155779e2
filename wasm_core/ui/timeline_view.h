#pragma once

namespace earshot {

/// What is seen of a timeline.
struct TimelineView {
  bool paused = false;    ///< the timeline stands still; else the view follows its newest end
  double seconds = 15.0;  ///< how much is seen
  double back = 0.0;      ///< seconds from the newest end back to the right edge; 0 unless paused

  bool operator==(const TimelineView&) const = default;
};

/// The nearest view that shows 1 to 60 seconds of which as many as possible are held, of the last `held`.
TimelineView fitted(TimelineView view, double held);

/// `factor` times as much; what is seen at `place` (0 left, 1 right) stays there. While it is not paused the
/// right edge does.
TimelineView zoomed(TimelineView view, double factor, double place, double held);

/// Paused, and `seconds` further back (or forth, when negative).
TimelineView scrolled(TimelineView view, double seconds, double held);

/// Where the right edge of a view that follows is after `elapsed` seconds, from where it was: it moves
/// evenly, although what is new comes in portions, but neither beyond the newest nor far behind it.
double followed(double edge, double newest, double elapsed);

}  // namespace earshot
