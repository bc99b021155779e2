#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace earshot {

/// A named stretch of a recording.
struct TrackLabel {
  double start = 0.0;  ///< seconds
  double end = 0.0;    ///< not before the start, and where it is for a moment
  std::string text = {};
};

/// Reads a label track as Audacity exports them: a line "start<TAB>end<TAB>label" each, times in seconds.
/// Empty lines are skipped, and so are the lines beginning with a backslash that hold a label's frequencies.
/// A file without labels is a track without labels. Throws Error "FILE:LINE: ..." for any other line, for
/// times that are negative or in the wrong order, and for labels without a name.
std::vector<TrackLabel> read_label_track(const std::filesystem::path& path);

/// The same as text, times to the microsecond.
std::string label_track_text(std::span<const TrackLabel> labels);

}  // namespace earshot
