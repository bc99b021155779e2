#pragma once

#include <string>

namespace earshot {

/// A text as a field of a CSV file, quoted where it must be (RFC 4180).
std::string csv_field(const std::string& text);

}  // namespace earshot
