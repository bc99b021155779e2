#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace earshot {

/// A value as messages show it: texts as they are, numbers in the fewest digits that tell them apart.
std::string shown_in_message(double value);
template <std::integral Integer>
std::string shown_in_message(Integer value) {
  return std::to_string(value);
}
inline std::string shown_in_message(std::string_view text) {
  return std::string(text);
}

/// `pattern` with its "{}" replaced by the texts in turn.
std::string fill_message(std::string_view pattern, std::initializer_list<std::string> texts);

/// `pattern` with its "{}" replaced by the values in turn. What std::format would be for, but its number
/// formats make a module 0.3 MB larger, which every visitor of a page fetches.
template <typename... Values>
std::string message(std::string_view pattern, const Values&... values) {
  return fill_message(pattern, {shown_in_message(values)...});
}

}  // namespace earshot
