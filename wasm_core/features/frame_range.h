#pragma once

namespace earshot {

/// The frames [begin, end) of a clip; none where end <= begin.
struct FrameRange {
  int begin = 0;
  int end = 0;

  bool contains(int frame) const { return frame >= begin && frame < end; }
};

}  // namespace earshot
