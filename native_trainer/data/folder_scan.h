#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "data/clip_file.h"

namespace earshot {

/// For --help: what "--layout" takes.
std::string layout_help();

/// What lies below a folder.
struct FolderScan {
  std::string layout = {};           ///< the one given or found
  std::vector<ClipFile> clips = {};  ///< by label, speaker and take, numbers in numerical order
  std::vector<std::filesystem::path> unlabeled = {};  ///< recordings without a class
  std::vector<std::filesystem::path> strangers = {};  ///< audio files that do not follow the layout
  std::size_t other_files = 0;                        ///< not audio, by their extension, or hidden

  std::size_t files() const { return clips.size() + unlabeled.size() + strangers.size() + other_files; }
};

/// Looks through a folder and all below it, symbolic links included. "auto" takes the first layout that nine
/// in ten audio files follow. Throws Error when the folder cannot be read, the layout is unknown, or no audio
/// file follows it.
FolderScan scan_folder(const std::filesystem::path& directory, std::string_view layout);

}  // namespace earshot
