#include "data/label_track.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <format>
#include <ranges>
#include <string_view>
#include <system_error>

#include "data/files.h"
#include "error.h"

namespace earshot {
namespace {

/// Takes a field, and the tab behind it, from the line's beginning.
std::string_view take_field(std::string_view& line) {
  const std::size_t tab = line.find('\t');
  const std::string_view field = line.substr(0, tab);
  line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
  return field;
}

/// Of a line of a label track.
class LineReader {
 public:
  LineReader(const std::filesystem::path& path, std::size_t number) : path_(path), number_(number) {}

  TrackLabel read(std::string_view line) const {
    if (std::ranges::count(line, '\t') < 2) {
      fail("\"" + std::string(line) + "\" is not start, end and label with tabs between them");
    }
    TrackLabel label;
    label.start = seconds(take_field(line), "start");
    label.end = seconds(take_field(line), "end");
    label.text = line;
    if (label.end < label.start) {
      fail(std::format("the label ends at {} s, before its start at {} s", label.end, label.start));
    }
    if (label.text.find_first_not_of(" \t") == std::string::npos) fail("the label has no name");
    return label;
  }

 private:
  [[noreturn]] void fail(const std::string& problem) const {
    throw Error(std::format("{}:{}: {}", path_.string(), number_, problem));
  }

  double seconds(std::string_view field, const std::string& which) const {
    double value = 0.0;
    const auto [end, failure] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (failure != std::errc{} || end != field.data() + field.size() || !std::isfinite(value) ||
        value < 0.0) {
      fail("the " + which + ", \"" + std::string(field) + "\", is not a time in seconds");
    }
    return value;
  }

  const std::filesystem::path& path_;
  std::size_t number_;
};

}  // namespace

std::vector<TrackLabel> read_label_track(const std::filesystem::path& path) {
  const std::vector<std::byte> bytes = read_file(path);
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  std::vector<TrackLabel> labels;
  std::size_t number = 0;
  for (const auto part : std::views::split(text, '\n')) {
    ++number;
    std::string_view line(part.begin(), part.end());
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('\\')) continue;
    labels.push_back(LineReader(path, number).read(line));
  }
  return labels;
}

std::string label_track_text(std::span<const TrackLabel> labels) {
  std::string text;
  for (const TrackLabel& label : labels) {
    text += std::format("{:.6f}\t{:.6f}\t{}\n", label.start, label.end, label.text);
  }
  return text;
}

}  // namespace earshot
