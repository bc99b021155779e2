#pragma once

#include <filesystem>

#include "audio/clip.h"

namespace earshot {

/// A folder in the making: it appears under its name when it is complete, and never half.
class NewFolder {
 public:
  /// Throws Error when there is something of that name already, or the folder cannot be made.
  explicit NewFolder(std::filesystem::path path);
  ~NewFolder();  ///< removes what was not completed
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;

  /// Where to write to until then.
  const std::filesystem::path& aside() const { return aside_; }
  void complete();

 private:
  std::filesystem::path path_;
  std::filesystem::path aside_;
};

/// Writes 16-bit WAV without flushing it to disk: one of many files of a NewFolder. Throws Error.
void write_clip(const std::filesystem::path& path, const Clip& clip);

}  // namespace earshot
