#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace earshot {

/// What the place and the name of a recording say about it.
struct Placement {
  std::string label = {};                 ///< empty: of no class, as background noise is
  std::string speaker = {};               ///< empty where the layout names none
  std::optional<std::int64_t> take = {};  ///< none where the layout numbers none
  std::string fold = {};  ///< the data set's own part, e.g. "3" or "training"; empty where it has none
};

/// A way in which people place and name recordings.
struct Layout {
  std::string_view name;
  std::string_view pattern;  ///< for people: "<speaker>/<digit>_<speaker>_<take>.wav"
  /// What a path below the folder of the data says, with the separator "/"; nothing if it does not follow the
  /// layout.
  std::optional<Placement> (*parse)(std::string_view path);
};

/// Every layout, the more specific ones first.
std::span<const Layout> layouts();

/// The first layout that nine in ten of the paths follow and that tells a label of one at least; null where
/// there is none.
const Layout* find_layout(std::span<const std::string> paths);

}  // namespace earshot
