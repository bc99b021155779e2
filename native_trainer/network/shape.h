#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace earshot {

/// Of one example inside a network, without the batch: {channels, frames}, {channels, bands, frames}, or
/// {units}.
using Shape = std::vector<std::int64_t>;

std::int64_t element_count(const Shape& shape);

/// "16 x 40"
std::string to_string(const Shape& shape);

}  // namespace earshot
