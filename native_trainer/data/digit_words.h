#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// The other way to write a digit: "seven" for "7" and "7" for "seven" or "Seven"; nothing for any other
/// text.
std::optional<std::string> other_digit_name(std::string_view name);

/// The label that `name` stands for: itself, or its other spelling if it is a digit. Nothing if neither is a
/// label.
std::optional<std::string> find_label(const std::vector<std::string>& labels, std::string_view name);

}  // namespace earshot
