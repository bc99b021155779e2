#include "data/folder_scan.h"

#include <algorithm>
#include <string>
#include <utility>

#include "data/natural_order.h"
#include "error.h"
#include "recordings/layout.h"
#include "recordings/recording_name.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

struct Files {
  std::vector<std::string> audio;  ///< below the folder, in natural order
  std::size_t others = 0;
};

Files list_files(const fs::path& directory) {
  if (!fs::exists(directory)) throw Error(directory.string() + ": no such folder");
  if (!fs::is_directory(directory))
    throw Error(directory.string() + ": not a folder; give the folder that holds the clips");
  Files files;
  try {
    for (const auto& entry :
         fs::recursive_directory_iterator(directory, fs::directory_options::follow_directory_symlink)) {
      if (entry.is_directory()) continue;
      if (is_recording_name(entry.path().generic_string())) {
        files.audio.push_back(entry.path().lexically_relative(directory).generic_string());
      } else {
        ++files.others;
      }
    }
  } catch (const fs::filesystem_error& error) {
    throw Error(error.path1().string() + ": cannot be looked through: " + error.code().message());
  }
  std::ranges::sort(files.audio, natural_less);
  return files;
}

std::string layout_names() {
  std::string names = "auto";
  for (const Layout& layout : layouts()) names += ", " + std::string(layout.name);
  return names;
}

FolderScan sort_by_layout(const Layout& layout, const fs::path& directory, const Files& files) {
  FolderScan scan{.layout = std::string(layout.name), .other_files = files.others};
  for (const std::string& name : files.audio) {
    std::optional<Placement> placement = layout.parse(name);
    if (!placement) {
      scan.strangers.push_back(directory / name);
    } else if (placement->label.empty()) {
      scan.unlabeled.push_back(directory / name);
    } else {
      auto& [label, speaker, take, fold] = *placement;
      scan.clips.push_back({.path = directory / name,
                            .label = std::move(label),
                            .speaker = std::move(speaker),
                            .take = take,
                            .fold = std::move(fold)});
    }
  }
  std::ranges::stable_sort(scan.clips, [](const ClipFile& a, const ClipFile& b) {
    if (a.label != b.label) return natural_less(a.label, b.label);
    if (a.speaker != b.speaker) return natural_less(a.speaker, b.speaker);
    return a.take < b.take;
  });
  return scan;
}

}  // namespace

std::string layout_help() {
  std::string help = "How clips are placed and named:\nauto, or";
  for (const Layout& layout : layouts())
    help += "\n" + std::string(layout.name) + ": " + std::string(layout.pattern);
  return help;
}

FolderScan scan_folder(const fs::path& directory, std::string_view layout_name) {
  const auto named = std::ranges::find(layouts(), layout_name, &Layout::name);
  if (named == layouts().end() && layout_name != "auto") {
    throw Error("layout \"" + std::string(layout_name) + "\" is unknown; there are " + layout_names());
  }
  const Files files = list_files(directory);
  if (files.audio.empty()) {
    throw Error(directory.string() +
                ": no audio files (wav, flac, ogg ...) here or below; is it the right folder?");
  }
  if (named != layouts().end()) {
    FolderScan scan = sort_by_layout(*named, directory, files);
    if (scan.clips.empty()) {
      throw Error(directory.string() + ": none of " + std::to_string(files.audio.size()) +
                  " audio files follows layout " + std::string(named->name) + " (" +
                  std::string(named->pattern) + "); the first is " + files.audio.front());
    }
    return scan;
  }
  if (const Layout* found = find_layout(files.audio)) return sort_by_layout(*found, directory, files);
  throw Error(directory.string() + ": the audio files follow no known layout (the first is " +
              files.audio.front() +
              "); put them into one folder a class, or name the layout: " + layout_names());
}

}  // namespace earshot
