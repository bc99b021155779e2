#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace earshot {

/// One recording on disk and what its place and name say about it.
struct ClipFile {
  std::filesystem::path path = {};
  std::string label = {};
  std::string speaker = {};       ///< empty where the layout names none
  std::optional<long> take = {};  ///< none where the layout numbers none
  std::string fold = {};    ///< the data set's own part, e.g. "3" or "training"; empty where it has none
  std::string source = {};  ///< the name of the recipe's source that it came from
  std::optional<double> begin = {};  ///< seconds into the recording, of an excerpt of it; none: all of it
};

}  // namespace earshot
