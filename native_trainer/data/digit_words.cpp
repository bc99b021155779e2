#include "data/digit_words.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace earshot {

std::optional<std::string> other_digit_name(std::string_view name) {
  static constexpr std::array<std::string_view, 10> kWords = {"zero", "one", "two",   "three", "four",
                                                              "five", "six", "seven", "eight", "nine"};
  if (name.size() == 1 && name[0] >= '0' && name[0] <= '9') return std::string(kWords[name[0] - '0']);
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto word = std::ranges::find(kWords, lower);
  if (word == kWords.end()) return std::nullopt;
  return std::to_string(word - kWords.begin());
}

std::optional<std::string> find_label(const std::vector<std::string>& labels, std::string_view name) {
  std::string spelling(name);
  if (std::ranges::contains(labels, spelling)) return spelling;
  const std::optional<std::string> other = other_digit_name(name);
  if (other && std::ranges::contains(labels, *other)) return other;
  return std::nullopt;
}

}  // namespace earshot
