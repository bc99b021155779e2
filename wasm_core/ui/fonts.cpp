#include "ui/fonts.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <span>

#include "ui/embedded_fonts.h"

namespace earshot {
namespace {

// ImGui's font size is the height from ascender to descender, which is 1.21 times Inter's type size.
constexpr float kLineHeight = 1.21f;
constexpr float kLargeSize = 64.0f;

/// Adds the characters of a text; true if one of them is new.
bool add_characters(std::set<char32_t>& characters, std::string_view utf8) {
  bool added = false;
  const char* at = utf8.data();
  const char* end = at + utf8.size();
  while (at < end) {
    unsigned int character = 0;
    at += ImTextCharFromUtf8(&character, at, end);
    if (character >= ' ' && character <= IM_UNICODE_CODEPOINT_MAX) {
      added |= characters.insert(static_cast<char32_t>(character)).second;
    }
  }
  return added;
}

ImVector<ImWchar> ranges_of(const std::set<char32_t>& characters) {
  ImFontGlyphRangesBuilder builder;
  for (const char32_t character : characters) builder.AddChar(static_cast<ImWchar>(character));
  ImVector<ImWchar> ranges;
  builder.BuildRanges(&ranges);
  return ranges;
}

/// `ranges` must last until the atlas is built.
ImFont* add_font(std::span<const unsigned char> file, float size, const ImVector<ImWchar>& ranges) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  // Small letters are placed between pixels.
  config.OversampleH = size < kLargeSize ? 2 : 1;
  config.OversampleV = 1;
  return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<unsigned char*>(file.data()),
                                                    static_cast<int>(file.size()), size * kLineHeight,
                                                    &config, ranges.Data);
}

}  // namespace

FontAtlas::FontAtlas() {
  for (char character = ' '; character <= '~'; ++character) need({&character, 1});
  need("\u2026\u2013\u2014\u2212\u00b7\u00d7\u2019\u201c\u201d\u00b1\ufffd");
  need_in_headline("\u2013\u2026?");
}

void FontAtlas::need(std::string_view utf8) {
  if (add_characters(characters_, utf8)) stale_ = true;
}

void FontAtlas::need_in_headline(std::string_view utf8) {
  if (add_characters(headline_characters_, utf8)) stale_ = true;
}

bool FontAtlas::update(float pixel_ratio) {
  if (!stale_ && pixel_ratio == pixel_ratio_) return false;
  stale_ = false;
  pixel_ratio_ = pixel_ratio;

  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  atlas->Clear();
  atlas->Flags |= ImFontAtlasFlags_NoMouseCursors;
  const ImVector<ImWchar> text = ranges_of(characters_);
  const ImVector<ImWchar> headline = ranges_of(headline_characters_);
  fonts_.body = add_font(inter_regular, 14.0f * pixel_ratio, text);
  fonts_.small = add_font(inter_regular, 12.0f * pixel_ratio, text);
  fonts_.strong = add_font(inter_semibold, 14.0f * pixel_ratio, text);
  fonts_.title = add_font(inter_semibold, 18.0f * pixel_ratio, text);
  fonts_.headline = add_font(inter_semibold, 128.0f * pixel_ratio, headline);
  atlas->Build();
  ImGui::GetIO().FontGlobalScale = 1.0f / pixel_ratio;
  return true;
}

}  // namespace earshot
