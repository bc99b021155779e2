#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// Reads a whole file. Throws Error naming it when that fails.
std::vector<std::byte> read_file(const std::filesystem::path& path);

/// Reads a JSON file. Throws Error naming it when that fails.
nlohmann::json read_json(const std::filesystem::path& path);

/// Writes a whole file so that no reader ever sees half of it: beside it, flushed to disk, renamed. Throws
/// Error.
void write_file(const std::filesystem::path& path, std::span<const std::byte> bytes);
void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace earshot
