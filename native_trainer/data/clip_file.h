#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace earshot {

/// A part of a recording, seconds.
struct Excerpt {
  double begin = 0.0;
  double length = 0.0;
};

/// One recording on disk and what its place and name say about it.
struct ClipFile {
  std::filesystem::path path = {};
  std::string label = {};
  std::string speaker = {};       ///< empty where the layout names none
  std::optional<long> take = {};  ///< none where the layout numbers none
  std::string fold = {};    ///< the data set's own part, e.g. "3" or "training"; empty where it has none
  std::string source = {};  ///< the name of the recipe's source that it came from
  std::optional<Excerpt> excerpt = {};  ///< none: all of the recording
};

}  // namespace earshot
