#include "ui/timeline_picture.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace earshot {
namespace {

/// Every WebGL 2 has textures of this size.
constexpr int kLongestSide = 2048;

std::int64_t ceil_divided(std::int64_t value, std::int64_t by) {
  return (value + by - 1) / by;
}

/// Where row `index` of `rows` begins among the bands.
int first_band(int index, int rows, int bands) {
  return static_cast<int>(static_cast<std::int64_t>(index) * bands / rows);
}

}  // namespace

Timeline::Range color_range(const Timeline::Range& values, bool decibels) {
  if (values.low > values.high) return {0.0f, 1.0f};
  if (decibels) {
    constexpr float kStep = 10.0f;
    const float high = kStep * std::ceil(values.high / kStep);
    return {high - 80.0f, high};
  }
  const float widest = std::max({std::abs(values.low), std::abs(values.high), 1e-6f});
  const float step = std::exp2(std::floor(std::log2(widest))) / 4.0f;
  const float low = step * std::floor(values.low / step);
  return {low, std::max(step * std::ceil(values.high / step), low + step)};
}

void TimelinePicture::update(const Timeline& timeline, double seconds_a_pixel, ColorMap map) {
  const FeatureGrid& grid = timeline.grid();
  if (grid.bands == 0 || timeline.end_frame() == 0) return;
  std::int64_t frames_a_column = 1;
  while (static_cast<double>(frames_a_column) * grid.hop_seconds < seconds_a_pixel) frames_a_column *= 2;
  const Timeline::Range range = color_range(timeline.values(), grid.unit == "dB");

  const bool anew = columns_ == 0 || frames_a_column != frames_a_column_ || grid.bands != bands_ ||
                    map != map_ || range != range_ ||
                    timeline.end_frame() < end_ * frames_a_column_ - frames_a_column_;
  if (anew) {
    frames_a_column_ = frames_a_column;
    seconds_a_column_ = static_cast<double>(frames_a_column) * grid.hop_seconds;
    bands_ = grid.bands;
    map_ = map;
    range_ = range;
    // One more, which is only partly held.
    columns_ = static_cast<std::int64_t>(std::ceil(Timeline::kSeconds / seconds_a_column_)) + 1;
    const auto strips = static_cast<int>(ceil_divided(columns_, kLongestSide));
    width_ = static_cast<int>(std::min<std::int64_t>(columns_, kLongestSide));
    rows_ = std::min(bands_, kLongestSide / strips);
    height_ = strips * rows_;
    first_ = timeline.first_frame() / frames_a_column_;
    end_ = first_;
    ++texture_count_;
    patches_.clear();
  }
  const std::int64_t end = ceil_divided(timeline.end_frame(), frames_a_column_);
  if (!anew && end == end_ && timeline.settled_frame() == settled_frame_) return;
  const std::int64_t changed = anew ? first_ : std::min(settled_frame_ / frames_a_column_, end_);
  draw(timeline, std::max({changed, timeline.first_frame() / frames_a_column_, end - columns_}), end);
  settled_frame_ = timeline.settled_frame();
  end_ = end;
  first_ = std::max(first_, end_ - columns_);
}

/// Patches end where a strip does.
void TimelinePicture::draw(const Timeline& timeline, std::int64_t first, std::int64_t end) {
  for (std::int64_t column = first; column < end;) {
    const std::int64_t slot = column % columns_;
    const std::int64_t room = std::min<std::int64_t>(width_ - slot % width_, columns_ - slot);
    const std::int64_t count = std::min(room, end - column);
    patches_.push_back(draw_patch(timeline, column, static_cast<int>(count)));
    column += count;
  }
}

TimelinePicture::Patch TimelinePicture::draw_patch(const Timeline& timeline, std::int64_t first,
                                                   int count) const {
  const std::int64_t slot = first % columns_;
  Patch patch{.x = static_cast<int>(slot % width_),
              .y = static_cast<int>(slot / width_) * rows_,
              .width = count,
              .height = rows_,
              .pixels = std::vector<std::uint8_t>(4u * count * rows_)};
  std::vector<float> largest(static_cast<std::size_t>(bands_));
  for (int x = 0; x < count; ++x) {
    std::ranges::fill(largest, -INFINITY);
    const std::int64_t begin = (first + x) * frames_a_column_;
    for (std::int64_t number = begin; number < begin + frames_a_column_; ++number) {
      const std::span<const float> frame = timeline.frame(number);
      for (std::size_t band = 0; band < frame.size(); ++band) {
        if (std::isfinite(frame[band])) largest[band] = std::max(largest[band], frame[band]);
      }
    }
    for (int row = 0; row < rows_; ++row) {
      const auto band = largest.begin();
      const float value =
          *std::max_element(band + first_band(row, rows_, bands_), band + first_band(row + 1, rows_, bands_));
      if (!std::isfinite(value)) continue;  // transparent
      const Rgb color = color_of(map_, (value - range_.low) / (range_.high - range_.low));
      const auto at = 4u * (static_cast<std::size_t>(rows_ - 1 - row) * count + x);
      patch.pixels[at] = color.red;
      patch.pixels[at + 1] = color.green;
      patch.pixels[at + 2] = color.blue;
      patch.pixels[at + 3] = 255;
    }
  }
  return patch;
}

std::vector<TimelinePicture::Patch> TimelinePicture::take_patches() {
  return std::exchange(patches_, {});
}

std::vector<TimelinePicture::Part> TimelinePicture::parts(double from, double to) const {
  std::vector<Part> parts;
  if (columns_ == 0) return parts;
  const std::int64_t first =
      std::max(static_cast<std::int64_t>(std::floor(from / seconds_a_column_)), first_);
  const std::int64_t end = std::min(static_cast<std::int64_t>(std::ceil(to / seconds_a_column_)), end_);
  for (std::int64_t column = first; column < end;) {
    const std::int64_t slot = column % columns_;
    const std::int64_t room = std::min<std::int64_t>(width_ - slot % width_, columns_ - slot);
    const std::int64_t count = std::min(room, end - column);
    const auto x = static_cast<float>(slot % width_);
    const auto strip = static_cast<float>(slot / width_);
    parts.push_back({.from = static_cast<double>(column) * seconds_a_column_,
                     .to = static_cast<double>(column + count) * seconds_a_column_,
                     .left = x / static_cast<float>(width_),
                     .right = (x + static_cast<float>(count)) / static_cast<float>(width_),
                     .top = strip * static_cast<float>(rows_) / static_cast<float>(height_),
                     .bottom = (strip + 1.0f) * static_cast<float>(rows_) / static_cast<float>(height_)});
    column += count;
  }
  return parts;
}

}  // namespace earshot
