#pragma once

#include <span>

namespace earshot {

/// The page's typeface, Inter, cut down to the characters of European languages: OpenType files that the
/// build embeds (see CMakeLists.txt).
extern const std::span<const unsigned char> inter_regular;
extern const std::span<const unsigned char> inter_semibold;

}  // namespace earshot
