#include "ui/stream_display.h"

#include <utility>

namespace earshot {

void StreamDisplay::begin(std::vector<StreamLabel> labels) {
  live_ = Timeline(std::move(labels));
  paused_.reset();
  view_.paused = false;
  view_.back = 0.0;
  edge_ = 0.0;
  ++version_;
}

bool StreamDisplay::add(const StreamPart& part) {
  const FeatureGrid before = live_.grid();
  live_.add(part);
  if (!paused_) {
    if (!same_axes(before, live_.grid())) ++version_;
    return true;
  }
  const bool changed = paused_->stream() == live_.stream() && paused_->add_frames(part);
  if (changed) ++version_;
  return changed;
}

void StreamDisplay::look(const TimelineView& wanted) {
  TimelineView view = wanted;
  if (view.paused != view_.paused) {
    ++version_;
    if (view.paused) {
      paused_ = live_;
      // From where it was, which is a little behind.
      view.back += live_.newest() - edge_;
    } else {
      paused_.reset();
      edge_ = live_.newest();
    }
  }
  view_ = fitted(view, timeline().held());
  if (view_.paused) edge_ = timeline().newest() - view_.back;
}

bool StreamDisplay::follow(double elapsed, bool smooth) {
  if (view_.paused) return false;
  edge_ = smooth ? followed(edge_, live_.newest(), elapsed) : live_.newest();
  return edge_ < live_.newest();
}

}  // namespace earshot
