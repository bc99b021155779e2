#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// Bytes as text (RFC 4648, section 4), padded.
std::string to_base64(std::span<const std::byte> bytes);

/// The bytes of such a text; none where it is no such text.
std::optional<std::vector<std::byte>> from_base64(std::string_view text);

}  // namespace earshot
