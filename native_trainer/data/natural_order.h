#pragma once

#include <string_view>

namespace earshot {

/// Orders text as people do: "take 9" before "take 10".
bool natural_less(std::string_view left, std::string_view right);

}  // namespace earshot
