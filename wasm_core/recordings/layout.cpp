#include "recordings/layout.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ranges>
#include <system_error>
#include <vector>

namespace earshot {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (const auto part : std::views::split(text, separator)) parts.emplace_back(part.begin(), part.end());
  return parts;
}

/// Where a file lies and what it is called.
struct Place {
  explicit Place(std::string_view path) : folders(split(path, "/")), stem(folders.back()) {
    folders.pop_back();
    stem = stem.substr(0, stem.rfind('.'));
  }

  /// Loose, or in a folder of that name.
  bool loose_or_in(std::string_view folder) const { return folders.empty() || folders.back() == folder; }

  /// The data set's own part, if the folders begin with one that holds others; it is removed from them.
  std::string take_part() {
    static constexpr std::array<std::string_view, 7> kParts = {"train", "training", "valid",  "validation",
                                                               "val",   "test",     "testing"};
    if (folders.size() < 2 || !std::ranges::contains(kParts, folders[0])) return {};
    std::string part(folders[0]);
    folders.erase(folders.begin());
    return part;
  }

  std::vector<std::string_view> folders;  ///< from the outermost
  std::string_view stem;                  ///< the file's name without its extension
};

/// <digit>_<speaker>_<take>
std::optional<Placement> parse_digit_name(std::string_view stem) {
  const std::vector<std::string_view> parts = split(stem, "_");
  if (parts.size() != 3 || parts[0].size() != 1 || !is_digit(parts[0][0]) || parts[1].empty())
    return std::nullopt;
  const std::optional<std::int64_t> take = whole_number(parts[2]);
  if (!take) return std::nullopt;
  return Placement{.label = std::string(parts[0]), .speaker = std::string(parts[1]), .take = take};
}

std::optional<Placement> parse_audiomnist(std::string_view path) {
  const Place place(path);
  std::optional<Placement> placement = parse_digit_name(place.stem);
  if (!placement || place.folders.empty() || place.folders.back() != placement->speaker) return std::nullopt;
  return placement;
}

std::optional<Placement> parse_fsdd(std::string_view path) {
  const Place place(path);
  if (!place.loose_or_in("recordings")) return std::nullopt;
  return parse_digit_name(place.stem);
}

std::optional<Placement> parse_speech_commands(std::string_view path) {
  const Place place(path);
  if (place.folders.size() != 1) return std::nullopt;
  if (place.folders[0] == "_background_noise_") return Placement{};
  const std::vector<std::string_view> parts = split(place.stem, "_nohash_");
  if (parts.size() != 2 || parts[0].empty()) return std::nullopt;
  const std::optional<std::int64_t> take = whole_number(parts[1]);
  if (!take) return std::nullopt;
  return Placement{.label = std::string(place.folders[0]), .speaker = std::string(parts[0]), .take = take};
}

std::optional<Placement> parse_esc10(std::string_view path) {
  const Place place(path);
  if (place.folders.size() != 1) return std::nullopt;
  const std::string_view folder = place.folders[0];
  if (folder.size() < 7 || !std::all_of(folder.begin(), folder.begin() + 3, is_digit) ||
      folder.substr(3, 3) != " - ") {
    return std::nullopt;
  }
  const std::vector<std::string_view> parts = split(place.stem, "-");
  if (parts.size() != 3 || !whole_number(parts[0])) return std::nullopt;
  return Placement{.label = std::string(folder.substr(6)), .fold = std::string(parts[0])};
}

/// <fold>-<clip>-<take>-<target>, loose or below a folder "audio" as in the published archive
std::optional<Placement> parse_esc50(std::string_view path) {
  const Place place(path);
  if (!place.loose_or_in("audio")) return std::nullopt;
  const std::vector<std::string_view> parts = split(place.stem, "-");
  if (parts.size() != 4 || !whole_number(parts[0]) || !whole_number(parts[1]) || parts[2].empty() ||
      !whole_number(parts[3])) {
    return std::nullopt;
  }
  return Placement{.label = std::string(parts[3]), .fold = std::string(parts[0])};
}

/// S<participant>_<hum|whistle>_<take>_<song>
std::optional<Placement> parse_hums_whistles(std::string_view path) {
  const std::vector<std::string_view> parts = split(Place(path).stem, "_");
  if (parts.size() != 4 || !parts[0].starts_with('S') || !whole_number(parts[0].substr(1)) ||
      (parts[1] != "hum" && parts[1] != "whistle") || parts[3].empty()) {
    return std::nullopt;
  }
  const std::optional<std::int64_t> take = whole_number(parts[2]);
  if (!take) return std::nullopt;
  return Placement{.label = std::string(parts[3]), .speaker = std::string(parts[0].substr(1)), .take = take};
}

/// GTZAN calls its folders music_wav and speech_wav.
std::optional<Placement> parse_music_speech(std::string_view path) {
  Place place(path);
  Placement placement{.fold = place.take_part()};
  if (place.folders.size() != 1) return std::nullopt;
  for (const char* label : {"music", "speech"}) {
    if (place.folders[0] == label || place.folders[0] == std::string(label) + "_wav") placement.label = label;
  }
  if (placement.label.empty()) return std::nullopt;
  return placement;
}

std::optional<Placement> parse_folders(std::string_view path) {
  Place place(path);
  Placement placement{.fold = place.take_part()};
  if (place.folders.empty()) return std::nullopt;
  if (!place.folders[0].starts_with('_')) placement.label = place.folders[0];
  return placement;
}

}  // namespace

std::span<const Layout> layouts() {
  static constexpr std::array<Layout, 8> kLayouts = {{
      {"audiomnist", "<speaker>/<digit>_<speaker>_<take>.wav", parse_audiomnist},
      {"fsdd", "recordings/<digit>_<speaker>_<take>.wav", parse_fsdd},
      {"speech_commands", "<word>/<speaker>_nohash_<take>.wav", parse_speech_commands},
      {"esc10", "<NNN> - <class>/<fold>-<clip>-<take>.ogg", parse_esc10},
      {"esc50", "<fold>-<clip>-<take>-<target>.wav", parse_esc50},
      {"hums_whistles", "S<participant>_<hum|whistle>_<take>_<song>.wav", parse_hums_whistles},
      {"music_speech", "music|speech/... or training|validation|testing/music|speech/...",
       parse_music_speech},
      {"folders", "<class>/... or training|validation|testing/<class>/...", parse_folders},
  }};
  return kLayouts;
}

const Layout* find_layout(std::span<const std::string> paths) {
  for (const Layout& layout : layouts()) {
    std::size_t strangers = 0;
    bool labeled = false;
    for (const std::string& path : paths) {
      const std::optional<Placement> placement = layout.parse(path);
      if (!placement) ++strangers;
      labeled = labeled || (placement && !placement->label.empty());
    }
    if (labeled && strangers * 10 <= paths.size()) return &layout;
  }
  return nullptr;
}

}  // namespace earshot
