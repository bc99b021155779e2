#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace earshot {

/// The bytes as a URI that a page can embed (RFC 2397), e.g. of media type "image/png".
std::string data_uri(std::string_view media_type, std::span<const std::byte> bytes);

}  // namespace earshot
