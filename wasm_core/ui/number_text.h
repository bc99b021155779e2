#pragma once

#include <string>

namespace earshot {

/// A number with a real minus sign and so many decimals.
std::string number_text(double value, int decimals);

/// A number with as many decimals as it needs, at most 6 digits: 22.05, 8, 62.5.
std::string short_number_text(double value);

/// 440 -> "440 Hz", 1250 -> "1.25 kHz".
std::string frequency_text(double hz);

}  // namespace earshot
