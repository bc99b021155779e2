#pragma once

#include <set>
#include <string_view>

struct ImFont;

namespace earshot {

/// The type sizes of the screen, in CSS pixels.
struct Fonts {
  ImFont* small = nullptr;     ///< 12, for details
  ImFont* body = nullptr;      ///< 14
  ImFont* strong = nullptr;    ///< 14, semibold
  ImFont* title = nullptr;     ///< 18, semibold
  ImFont* headline = nullptr;  ///< 128, semibold; only the characters of the labels
};

/// Keeps ImGui's font atlas fit for the screen's pixel ratio and for the texts that are shown.
class FontAtlas {
 public:
  FontAtlas();

  /// Characters that must be there, in any size or in the headline's.
  void need(std::string_view utf8);
  void need_in_headline(std::string_view utf8);

  /// Builds the atlas anew if the pixel ratio or the needed characters changed; true if it did. Between
  /// frames only.
  bool update(float pixel_ratio);

  const Fonts& fonts() const { return fonts_; }

 private:
  Fonts fonts_;
  float pixel_ratio_ = 0.0f;
  bool stale_ = true;
  std::set<char32_t> characters_;
  std::set<char32_t> headline_characters_;
};

}  // namespace earshot
