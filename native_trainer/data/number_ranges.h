#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "recipe/section.h"

namespace earshot {

/// A set of whole numbers, written as people write it: "0-4", "5-49", "0,2,7-9".
class NumberRanges {
 public:
  /// Throws Error when the text is anything else or a range runs backward.
  static NumberRanges parse(std::string_view text);

  bool contains(long number) const;
  /// Every number, ascending, once.
  std::vector<long> numbers() const;
  /// As it was written.
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::vector<std::pair<long, long>> ranges_;  ///< inclusive
};

/// The ranges under `key` of a recipe's table; none where it is missing.
std::optional<NumberRanges> read_ranges(Section& section, std::string_view key);

}  // namespace earshot
