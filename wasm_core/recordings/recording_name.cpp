#include "recordings/recording_name.h"

#include <algorithm>
#include <array>
#include <string>

namespace earshot {

bool is_recording_name(std::string_view path) {
  static constexpr std::array<std::string_view, 9> kExtensions = {".wav", ".flac", ".ogg", ".oga", ".opus",
                                                                  ".mp3", ".aiff", ".aif", ".au"};
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.starts_with('.')) return false;
  std::string extension(name.substr(dot));
  std::ranges::transform(extension, extension.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return std::ranges::contains(kExtensions, extension);
}

}  // namespace earshot
