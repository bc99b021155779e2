#include "ui/number_text.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace earshot {
namespace {

// Not std::format: its tables for floating point would be a third of the page's module.
template <typename... Arguments>
std::string printed(const char* pattern, Arguments... arguments) {
  std::array<char, 400> text;  // the largest double has 309 digits
  const int length = std::snprintf(text.data(), text.size(), pattern, arguments...);
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace

std::string number_text(double value, int decimals) {
  const std::string digits = printed("%.*f", decimals, std::abs(value));
  const bool is_zero = digits.find_first_not_of("0.") == std::string::npos;
  return value < 0.0 && !is_zero ? "\u2212" + digits : digits;
}

std::string short_number_text(double value) {
  return printed("%g", value);
}

std::string frequency_text(double hz) {
  return hz < 1000.0 ? number_text(hz, 0) + " Hz" : number_text(hz / 1000.0, 2) + " kHz";
}

}  // namespace earshot
