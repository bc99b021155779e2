#include "data/number_ranges.h"

#include <algorithm>
#include <charconv>

#include "error.h"

namespace earshot {
namespace {

constexpr long kMost = 999'999;

std::optional<long> parse_number(std::string_view text) {
  long number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || text.empty() || number < 0 ||
      number > kMost) {
    return std::nullopt;
  }
  return number;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

}  // namespace

NumberRanges NumberRanges::parse(std::string_view text) {
  NumberRanges result;
  result.text_ = text;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string_view item = trim(text.substr(begin, end - begin));
    begin = end + 1;

    const std::size_t dash = item.find('-');
    const auto first = parse_number(trim(item.substr(0, dash)));
    const auto last = dash == std::string_view::npos ? first : parse_number(trim(item.substr(dash + 1)));
    if (!first || !last || *first > *last) {
      throw Error("\"" + std::string(text) +
                  "\" is not a list of whole numbers; write for example \"0-4\" or \"0,2,7-9\"");
    }
    result.ranges_.emplace_back(*first, *last);
  }
  return result;
}

bool NumberRanges::contains(long number) const {
  return std::ranges::any_of(
      ranges_, [&](const auto& range) { return range.first <= number && number <= range.second; });
}

std::vector<long> NumberRanges::numbers() const {
  std::vector<long> numbers;
  for (const auto& [first, last] : ranges_) {
    for (long number = first; number <= last; ++number) numbers.push_back(number);
  }
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

std::optional<NumberRanges> read_ranges(Section& section, std::string_view key) {
  if (!section.has(key)) return std::nullopt;
  try {
    return NumberRanges::parse(section.text(key));
  } catch (const Error& error) {
    section.fail(key, error.what());
  }
}

}  // namespace earshot
