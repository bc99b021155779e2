#include "ui/timeline_picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "ui/color_map.h"

namespace earshot {
namespace {

constexpr double kHop = 0.01;

/// The value of a band in a frame of the stream.
float value_at(std::int64_t frame, int band) {
  return -static_cast<float>((37 * frame + 11 * band) % 80);
}

StreamPart part_ending_at(int frame, int bands = 3, int frames = 100) {
  StreamPart part{.time = frame * kHop,
                  .samples = std::vector<float>(100),
                  .sample_rate = 100.0,
                  .frames = {},
                  .first_frame = frame - frames};
  FeatureGrid& grid = part.frames;
  grid.bands = bands;
  grid.frames = frames;
  grid.hop_seconds = kHop;
  grid.scale = FeatureGrid::Scale::linear;
  grid.unit = "dB";
  grid.values.resize(static_cast<std::size_t>(bands) * frames);
  for (int i = 0; i < frames; ++i) {
    for (int band = 0; band < bands; ++band) {
      // Before the stream began there is silence.
      grid.values[grid.index(0, band, i)] = value_at(std::max(frame - frames + i, 0), band);
    }
  }
  return part;
}

/// The texture that patches are put into.
struct Texture {
  std::vector<std::uint8_t> pixels;
  int width = 0;
  std::uint64_t count = 0;
  std::size_t patched = 0;  ///< pixels in the last call

  void take(TimelinePicture& picture) {
    if (count != picture.texture_count()) {
      count = picture.texture_count();
      width = picture.width();
      pixels.assign(4u * width * picture.height(), 0);
    }
    patched = 0;
    for (const TimelinePicture::Patch& patch : picture.take_patches()) {
      ASSERT_LE(patch.x + patch.width, picture.width());
      ASSERT_LE(patch.y + patch.height, picture.height());
      ASSERT_EQ(patch.pixels.size(), 4u * patch.width * patch.height);
      patched += patch.pixels.size() / 4;
      for (int y = 0; y < patch.height; ++y) {
        std::ranges::copy_n(patch.pixels.begin() + 4 * y * patch.width, 4 * patch.width,
                            pixels.begin() + 4 * ((patch.y + y) * width + patch.x));
      }
    }
  }

  /// What is seen at a time in a row from the bottom of `rows`; nothing where the ground is.
  std::optional<Rgb> seen(const TimelinePicture& picture, double time, int row, int rows) const {
    for (const TimelinePicture::Part& part : picture.parts(time, time + 1e-9)) {
      if (time < part.from || time >= part.to) continue;
      const double place = (time - part.from) / (part.to - part.from);
      const auto x = static_cast<int>((part.left + place * (part.right - part.left)) * picture.width());
      const double height = (rows - row - 0.5) / rows;
      const auto y = static_cast<int>((part.top + height * (part.bottom - part.top)) * picture.height());
      const auto at = 4u * (static_cast<std::size_t>(y) * width + x);
      if (pixels[at + 3] == 0) return std::nullopt;
      return Rgb{pixels[at], pixels[at + 1], pixels[at + 2]};
    }
    return std::nullopt;
  }
};

Rgb color_in(const TimelinePicture& picture, float value, ColorMap map = ColorMap::magma) {
  return color_of(map, (value - picture.range().low) / (picture.range().high - picture.range().low));
}

void expect_frames(const Texture& texture, const TimelinePicture& picture, const Timeline& timeline) {
  for (std::int64_t frame = timeline.first_frame(); frame < timeline.end_frame(); ++frame) {
    for (int band = 0; band < 3; ++band) {
      const std::optional<Rgb> seen =
          texture.seen(picture, (static_cast<double>(frame) + 0.5) * kHop, band, 3);
      ASSERT_TRUE(seen.has_value()) << frame;
      ASSERT_EQ(*seen, color_in(picture, value_at(frame, band))) << frame << " " << band;
    }
  }
}

TEST(TimelinePicture, ShowsEveryFrameWhileItScrolls) {
  Timeline timeline;
  TimelinePicture picture;
  Texture texture;
  // More than two turns of the ring.
  for (int end = 10; end <= 13000; end += 10) {
    timeline.add(part_ending_at(end));
    picture.update(timeline, 0.001, ColorMap::magma);
    texture.take(picture);
    if (end % 2500 == 0) expect_frames(texture, picture, timeline);
  }
  EXPECT_LE(picture.width(), 2048);
  EXPECT_LE(picture.height(), 2048);
}

TEST(TimelinePicture, DrawsOnlyWhatIsNew) {
  Timeline timeline;
  TimelinePicture picture;
  Texture texture;
  for (int end = 10; end <= 3000; end += 10) {
    timeline.add(part_ending_at(end, 3, 15));  // five of them again
    picture.update(timeline, 0.001, ColorMap::magma);
    texture.take(picture);
  }
  EXPECT_LE(texture.patched, 3u * 30u);
  picture.update(timeline, 0.001, ColorMap::magma);
  EXPECT_TRUE(picture.take_patches().empty());
}

TEST(TimelinePicture, ShowsTheSameWhenSeveralPartsCameInBetween) {
  Timeline timeline;
  TimelinePicture picture;
  Texture texture;
  for (int end = 10; end <= 8000; end += 10) {
    timeline.add(part_ending_at(end));
    if (end % 170 == 0) {
      picture.update(timeline, 0.001, ColorMap::magma);
      texture.take(picture);
    }
  }
  picture.update(timeline, 0.001, ColorMap::magma);
  texture.take(picture);
  expect_frames(texture, picture, timeline);
}

TEST(TimelinePicture, IsDrawnAnewInOtherColors) {
  Timeline timeline;
  timeline.add(part_ending_at(100));
  TimelinePicture picture;
  Texture texture;
  for (const ColorMap map : {ColorMap::magma, ColorMap::gray}) {
    picture.update(timeline, 0.001, map);
    texture.take(picture);
    EXPECT_EQ(texture.seen(picture, 0.505, 0, 3), color_in(picture, value_at(50, 0), map));
  }
}

TEST(TimelinePicture, LosesNoPeakWhenItIsFarAway) {
  Timeline timeline;
  for (int end = 10; end <= 1000; end += 10) timeline.add(part_ending_at(end));
  TimelinePicture picture;
  picture.update(timeline, 0.03, ColorMap::magma);
  Texture texture;
  texture.take(picture);
  // Four frames a column.
  for (int frame = 0; frame < 1000; frame += 4) {
    float largest = -INFINITY;
    for (int i = 0; i < 4; ++i) largest = std::max(largest, value_at(frame + i, 0));
    ASSERT_EQ(texture.seen(picture, (frame + 2) * kHop, 0, 3), color_in(picture, largest)) << frame;
  }
}

TEST(TimelinePicture, LeavesTheGroundWhereNothingIsKnown) {
  Timeline timeline;
  timeline.add(part_ending_at(100));
  timeline.add(part_ending_at(500));
  TimelinePicture picture;
  picture.update(timeline, 0.001, ColorMap::magma);
  Texture texture;
  texture.take(picture);
  EXPECT_TRUE(texture.seen(picture, 0.5, 0, 3).has_value());
  EXPECT_FALSE(texture.seen(picture, 2.5, 0, 3).has_value());
  EXPECT_FALSE(texture.seen(picture, 5.5, 0, 3).has_value());
}

TEST(TimelinePicture, FitsTexturesWhateverTheNumberOfBands) {
  Timeline timeline;
  timeline.add(part_ending_at(10, 1025));
  TimelinePicture picture;
  picture.update(timeline, 0.001, ColorMap::magma);
  EXPECT_LE(picture.width(), 2048);
  EXPECT_LE(picture.height(), 2048);
}

TEST(TimelinePicture, OfNothingIsNothing) {
  TimelinePicture picture;
  picture.update(Timeline(), 0.01, ColorMap::magma);
  EXPECT_TRUE(picture.take_patches().empty());
  EXPECT_TRUE(picture.parts(0.0, 60.0).empty());
}

TEST(ColorRange, ReachesEightyDecibelsDown) {
  EXPECT_EQ(color_range({-100.0f, 23.0f}, true), (Timeline::Range{-50.0f, 30.0f}));
  EXPECT_EQ(color_range({-100.0f, 29.0f}, true), (Timeline::Range{-50.0f, 30.0f}));
}

TEST(ColorRange, HoldsOtherValuesBetweenRoundNumbers) {
  EXPECT_EQ(color_range({-1.3f, 5.2f}, false), (Timeline::Range{-2.0f, 6.0f}));
  const Timeline::Range one_value = color_range({0.0f, 0.0f}, false);
  EXPECT_LT(one_value.low, one_value.high);
  const Timeline::Range none = color_range({1.0f, -1.0f}, true);
  EXPECT_LT(none.low, none.high);
}

}  // namespace
}  // namespace earshot
