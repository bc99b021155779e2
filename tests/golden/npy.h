#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "golden/tensor.h"

namespace earshot::golden {

/// The bytes of a file. Throws BadFolder when it cannot be read.
std::vector<std::byte> read_bytes(const std::filesystem::path& path);

/// Reads a NumPy .npy file: format 1.0, little-endian float32, C order. Throws BadFolder for anything else.
Tensor read_npy(const std::filesystem::path& path);

}  // namespace earshot::golden
