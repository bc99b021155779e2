#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace earshot {

/// Writes an array as NumPy does: .npy format 1.0, little-endian float32, C order.
void write_npy(const std::filesystem::path& path, const std::vector<std::int64_t>& shape,
               std::span<const float> values);

}  // namespace earshot
