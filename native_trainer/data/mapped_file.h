#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace earshot {

/// The bytes of a file that need not be in memory all at once: they are read as they are looked at.
class MappedFile {
 public:
  /// Throws Error naming the file when it cannot be opened, or is a folder.
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::span<const std::byte> bytes() const { return bytes_; }

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace earshot
