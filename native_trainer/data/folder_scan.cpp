#include "data/layout.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <ranges>
#include <system_error>
#include <tuple>

#include "data/audio_file.h"
#include "error.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<long> whole_number(std::string_view text) {
  long number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

std::vector<std::string> components(const fs::path& relative) {
  std::vector<std::string> names;
  for (const fs::path& part : relative) names.push_back(part.string());
  return names;
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  for (const auto part : std::views::split(text, separator)) parts.emplace_back(part.begin(), part.end());
  return parts;
}

/// <digit>_<speaker>_<take>
std::optional<ClipFile> parse_digit_name(const fs::path& relative) {
  const std::vector<std::string> parts = split(relative.stem().string(), "_");
  if (parts.size() != 3 || parts[0].size() != 1 || !is_digit(parts[0][0]) || parts[1].empty())
    return std::nullopt;
  const std::optional<long> take = whole_number(parts[2]);
  if (!take) return std::nullopt;
  return ClipFile{.label = parts[0], .speaker = parts[1], .take = take};
}

std::optional<ClipFile> parse_audiomnist(const fs::path& relative) {
  std::optional<ClipFile> clip = parse_digit_name(relative);
  if (!clip || relative.parent_path().filename() != clip->speaker) return std::nullopt;
  return clip;
}

std::optional<ClipFile> parse_fsdd(const fs::path& relative) {
  const fs::path folder = relative.parent_path();
  if (!folder.empty() && folder.filename() != "recordings") return std::nullopt;
  return parse_digit_name(relative);
}

std::optional<ClipFile> parse_speech_commands(const fs::path& relative) {
  const std::vector<std::string> names = components(relative);
  if (names.size() != 2) return std::nullopt;
  if (names[0] == "_background_noise_") return ClipFile{};
  const std::vector<std::string> parts = split(relative.stem().string(), "_nohash_");
  if (parts.size() != 2 || parts[0].empty()) return std::nullopt;
  const std::optional<long> take = whole_number(parts[1]);
  if (!take) return std::nullopt;
  return ClipFile{.label = names[0], .speaker = parts[0], .take = take};
}

std::optional<ClipFile> parse_esc10(const fs::path& relative) {
  const std::vector<std::string> names = components(relative);
  if (names.size() != 2) return std::nullopt;
  const std::string& folder = names[0];
  if (folder.size() < 7 || !std::all_of(folder.begin(), folder.begin() + 3, is_digit) ||
      folder.substr(3, 3) != " - ") {
    return std::nullopt;
  }
  const std::vector<std::string> parts = split(relative.stem().string(), "-");
  if (parts.size() != 3 || !whole_number(parts[0])) return std::nullopt;
  return ClipFile{.label = folder.substr(6), .fold = parts[0]};
}

/// <fold>-<clip>-<take>-<target>, loose or below a folder "audio" as in the published archive
std::optional<ClipFile> parse_esc50(const fs::path& relative) {
  const fs::path folder = relative.parent_path();
  if (!folder.empty() && folder.filename() != "audio") return std::nullopt;
  const std::vector<std::string> parts = split(relative.stem().string(), "-");
  if (parts.size() != 4 || !whole_number(parts[0]) || !whole_number(parts[1]) || parts[2].empty() ||
      !whole_number(parts[3])) {
    return std::nullopt;
  }
  return ClipFile{.label = parts[3], .fold = parts[0]};
}

/// S<participant>_<hum|whistle>_<take>_<song>
std::optional<ClipFile> parse_hums_whistles(const fs::path& relative) {
  const std::vector<std::string> parts = split(relative.stem().string(), "_");
  if (parts.size() != 4 || !parts[0].starts_with('S') || !whole_number(parts[0].substr(1)) ||
      (parts[1] != "hum" && parts[1] != "whistle") || parts[3].empty()) {
    return std::nullopt;
  }
  const std::optional<long> take = whole_number(parts[2]);
  if (!take) return std::nullopt;
  return ClipFile{.label = parts[3], .speaker = parts[0].substr(1), .take = take};
}

/// The data set's own part, if a path begins with one; it is removed from the path.
std::string take_part(std::vector<std::string>& names) {
  static constexpr std::array<std::string_view, 7> kParts = {"train", "training", "valid",  "validation",
                                                             "val",   "test",     "testing"};
  if (names.size() < 3 || !std::ranges::contains(kParts, names[0])) return {};
  std::string part = std::move(names[0]);
  names.erase(names.begin());
  return part;
}

/// GTZAN calls its folders music_wav and speech_wav.
std::optional<ClipFile> parse_music_speech(const fs::path& relative) {
  std::vector<std::string> names = components(relative);
  ClipFile clip{.fold = take_part(names)};
  if (names.size() != 2) return std::nullopt;
  for (const char* label : {"music", "speech"}) {
    if (names[0] == label || names[0] == std::string(label) + "_wav") clip.label = label;
  }
  if (clip.label.empty()) return std::nullopt;
  return clip;
}

std::optional<ClipFile> parse_folders(const fs::path& relative) {
  std::vector<std::string> names = components(relative);
  ClipFile clip{.fold = take_part(names)};
  if (names.size() < 2) return std::nullopt;
  if (!names[0].starts_with('_')) clip.label = names[0];
  return clip;
}

struct Files {
  std::vector<fs::path> audio;  ///< relative to the folder, in natural order
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
      if (has_audio_name(entry.path())) {
        files.audio.push_back(entry.path().lexically_relative(directory));
      } else {
        ++files.others;
      }
    }
  } catch (const fs::filesystem_error& error) {
    throw Error(error.path1().string() + ": cannot be looked through: " + error.code().message());
  }
  std::ranges::sort(
      files.audio, [](const fs::path& a, const fs::path& b) { return natural_less(a.string(), b.string()); });
  return files;
}

std::string layout_names() {
  std::string names = "auto";
  for (const Layout& layout : layouts()) names += ", " + layout.name;
  return names;
}

FolderScan sort_by_layout(const Layout& layout, const fs::path& directory, const Files& files) {
  FolderScan scan{.layout = layout.name, .other_files = files.others};
  for (const fs::path& relative : files.audio) {
    std::optional<ClipFile> clip = layout.parse(relative);
    if (!clip) {
      scan.strangers.push_back(directory / relative);
    } else if (clip->label.empty()) {
      scan.unlabeled.push_back(directory / relative);
    } else {
      clip->path = directory / relative;
      scan.clips.push_back(std::move(*clip));
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

const std::vector<Layout>& layouts() {
  static const std::vector<Layout> kLayouts = {
      {"audiomnist", "<speaker>/<digit>_<speaker>_<take>.wav", parse_audiomnist},
      {"fsdd", "recordings/<digit>_<speaker>_<take>.wav", parse_fsdd},
      {"speech_commands", "<word>/<speaker>_nohash_<take>.wav", parse_speech_commands},
      {"esc10", "<NNN> - <class>/<fold>-<clip>-<take>.ogg", parse_esc10},
      {"esc50", "<fold>-<clip>-<take>-<target>.wav", parse_esc50},
      {"hums_whistles", "S<participant>_<hum|whistle>_<take>_<song>.wav", parse_hums_whistles},
      {"music_speech", "music|speech/... or training|validation|testing/music|speech/...",
       parse_music_speech},
      {"folders", "<class>/... or training|validation|testing/<class>/...", parse_folders},
  };
  return kLayouts;
}

std::string layout_help() {
  std::string help = "How clips are placed and named:\nauto, or";
  for (const Layout& layout : layouts()) help += "\n" + layout.name + ": " + layout.pattern;
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
                  " audio files follows layout " + named->name + " (" + named->pattern + "); the first is " +
                  files.audio.front().string());
    }
    return scan;
  }
  for (const Layout& layout : layouts()) {
    FolderScan scan = sort_by_layout(layout, directory, files);
    if (!scan.clips.empty() && scan.strangers.size() * 10 <= files.audio.size()) return scan;
  }
  throw Error(directory.string() + ": the audio files follow no known layout (the first is " +
              files.audio.front().string() +
              "); put them into one folder a class, or name the layout: " + layout_names());
}

bool natural_less(std::string_view left, std::string_view right) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < left.size() && j < right.size()) {
    if (!is_digit(left[i]) || !is_digit(right[j])) {
      if (left[i] != right[j])
        return static_cast<unsigned char>(left[i]) < static_cast<unsigned char>(right[j]);
      ++i;
      ++j;
      continue;
    }
    while (i < left.size() && left[i] == '0') ++i;
    while (j < right.size() && right[j] == '0') ++j;
    const std::size_t left_begin = i;
    const std::size_t right_begin = j;
    while (i < left.size() && is_digit(left[i])) ++i;
    while (j < right.size() && is_digit(right[j])) ++j;
    const std::string_view a = left.substr(left_begin, i - left_begin);
    const std::string_view b = right.substr(right_begin, j - right_begin);
    if (a != b) return std::tuple(a.size(), a) < std::tuple(b.size(), b);
  }
  if (left.size() - i != right.size() - j) return left.size() - i < right.size() - j;
  return left < right;  // "07" and "7" differ
}

}  // namespace earshot
