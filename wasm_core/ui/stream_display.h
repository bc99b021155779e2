#pragma once

#include <optional>
#include <vector>

#include "ui/timeline.h"
#include "ui/timeline_view.h"

namespace earshot {

/// A stream while it is heard, and which part of it is seen. What was paused stands still for as long as it
/// is paused, and the stream goes on behind it.
class StreamDisplay {
 public:
  void begin(std::vector<StreamLabel> labels);
  /// True if it changes what is seen.
  bool add(const StreamPart& part);
  void add(const StreamDecision& decision) { live_.add(decision); }

  /// What is to be seen, as near as possible to what is asked for.
  void look(const TimelineView& wanted);
  const TimelineView& view() const { return view_; }
  /// What is seen is a part of this one. `version` is another one when this is not the one from before, or
  /// all of its frames have changed.
  const Timeline& timeline() const { return paused_ ? *paused_ : live_; }
  int version() const { return version_; }

  /// Seconds of the stream at the right edge.
  double edge() const { return edge_; }
  /// Lets the view follow for a time; `smooth` or step by step. True if it has not come to its end.
  bool follow(double elapsed, bool smooth);

 private:
  Timeline live_;
  std::optional<Timeline> paused_;
  TimelineView view_;
  double edge_ = 0.0;
  int version_ = 0;
};

}  // namespace earshot
