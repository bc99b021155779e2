#pragma once

#include <filesystem>

namespace earshot {

/// Keeps other processes, and other locks of this one, waiting until it is gone. The file is made and stays;
/// a process that dies lets go of it.
class FileLock {
 public:
  /// Waits for whoever holds it. Throws Error when the file cannot be made.
  explicit FileLock(const std::filesystem::path& path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace earshot
