#pragma once

#include <cstdint>
#include <vector>

#include "ui/color_map.h"
#include "ui/timeline.h"

namespace earshot {

/// The colored features of a timeline in a ring of columns, so that only columns that are new have to be
/// drawn and sent to the graphics. The ring is cut into strips, one below the other, because textures are not
/// as wide as a minute is long. Where frames are narrower than a pixel, a column is the largest of a power of
/// two of them: they stay the same while they scroll.
class TimelinePicture {
 public:
  /// Pixels to be put into the texture.
  struct Patch {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;  ///< red, green, blue, alpha; rows from the top
  };
  /// A part of the texture and the times that it shows.
  struct Part {
    double from = 0.0;  ///< seconds of the stream
    double to = 0.0;
    float left = 0.0f;  ///< in the texture, 0 to 1
    float right = 0.0f;
    float top = 0.0f;
    float bottom = 0.0f;
  };

  /// Draws what is new in a timeline, for a screen on which a pixel is this long. Another timeline than
  /// before has to be told of with forget().
  void update(const Timeline& timeline, double seconds_a_pixel, ColorMap map);
  /// Everything is to be drawn anew.
  void forget() { columns_ = 0; }

  int width() const { return width_; }
  int height() const { return height_; }
  /// Counts the textures that were needed: with each new number, one of another size or content.
  std::uint64_t texture_count() const { return texture_count_; }
  /// What to put into the texture since the last call.
  std::vector<Patch> take_patches();

  /// Which parts of the texture show the times between two; in their order.
  std::vector<Part> parts(double from, double to) const;

  /// The values that the darkest and the brightest color stand for.
  const Timeline::Range& range() const { return range_; }

 private:
  void draw(const Timeline& timeline, std::int64_t first, std::int64_t end);
  Patch draw_patch(const Timeline& timeline, std::int64_t first, int count) const;

  std::int64_t columns_ = 0;  ///< of the ring; 0: nothing was drawn
  std::int64_t frames_a_column_ = 1;
  double seconds_a_column_ = 0.0;
  int bands_ = 0;
  int rows_ = 0;  ///< of a strip
  int width_ = 0;
  int height_ = 0;
  ColorMap map_ = ColorMap::magma;
  Timeline::Range range_;
  std::int64_t first_ = 0;  ///< columns that are drawn
  std::int64_t end_ = 0;
  std::int64_t settled_frame_ = 0;
  std::uint64_t texture_count_ = 0;
  std::vector<Patch> patches_;
};

/// What the colors stand for when these are the values: round numbers, so that they seldom change while a
/// stream goes on. Decibels reach from the greatest 80 down.
Timeline::Range color_range(const Timeline::Range& values, bool decibels);

}  // namespace earshot
