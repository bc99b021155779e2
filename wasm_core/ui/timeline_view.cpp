#include "ui/timeline_view.h"

#include <algorithm>

#include "ui/timeline.h"

namespace earshot {
namespace {

constexpr double kClosest = 1.0;         ///< seconds
constexpr double kFurthestBehind = 0.3;  ///< seconds; portions come every tenth of a second or so

}  // namespace

TimelineView fitted(TimelineView view, double held) {
  view.seconds = std::clamp(view.seconds, kClosest, Timeline::kSeconds);
  view.back = view.paused ? std::clamp(view.back, 0.0, std::max(held - view.seconds, 0.0)) : 0.0;
  return view;
}

TimelineView zoomed(TimelineView view, double factor, double place, double held) {
  const double before = view.seconds;
  view.seconds = std::clamp(before * factor, kClosest, Timeline::kSeconds);
  view.back += (1.0 - place) * (before - view.seconds);
  return fitted(view, held);
}

TimelineView scrolled(TimelineView view, double seconds, double held) {
  view.paused = true;
  view.back += seconds;
  return fitted(view, held);
}

double followed(double edge, double newest, double elapsed) {
  return std::clamp(edge + elapsed, newest - kFurthestBehind, newest);
}

}  // namespace earshot
