#include "data/natural_order.h"

#include <cstddef>
#include <tuple>

namespace earshot {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

bool natural_less(std::string_view left, std::string_view right) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < left.size() && j < right.size()) {
    if (!is_digit(left[i]) || !is_digit(right[j])) {
      if (left[i] != right[j])
        return static_cast<unsigned char>(left[i]) < static_cast<unsigned char>(right[j]);
      ++i;
      ++j;
      continue;
    }
    while (i < left.size() && left[i] == '0') ++i;
    while (j < right.size() && right[j] == '0') ++j;
    const std::size_t left_begin = i;
    const std::size_t right_begin = j;
    while (i < left.size() && is_digit(left[i])) ++i;
    while (j < right.size() && is_digit(right[j])) ++j;
    const std::string_view a = left.substr(left_begin, i - left_begin);
    const std::string_view b = right.substr(right_begin, j - right_begin);
    if (a != b) return std::tuple(a.size(), a) < std::tuple(b.size(), b);
  }
  if (left.size() - i != right.size() - j) return left.size() - i < right.size() - j;
  return left < right;  // "07" and "7" differ
}

}  // namespace earshot
