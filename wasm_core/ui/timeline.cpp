#include "ui/timeline.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace earshot {
namespace {

/// Sums of samples a second: as many as the closest look has pixels.
constexpr double kSumsPerSecond = 400.0;
constexpr auto kSums = static_cast<std::int64_t>(Timeline::kSeconds * kSumsPerSecond);

/// Where a number of a ring's contents is.
std::size_t slot_of(std::int64_t number, std::size_t capacity) {
  return static_cast<std::size_t>(number) % capacity;
}

FeatureGrid axes_of(const FeatureGrid& grid) {
  FeatureGrid axes = grid;
  axes.values.clear();
  axes.frames = 0;
  return axes;
}

bool tells_level_first(const FeatureGrid& grid) {
  return grid.scale == FeatureGrid::Scale::coefficients && grid.bands > 1;
}

void include(Timeline::Range& range, float value) {
  if (!std::isfinite(value)) return;
  if (range.low > range.high) {
    range = {value, value};
  } else {
    range = {std::min(range.low, value), std::max(range.high, value)};
  }
}

}  // namespace

Timeline::Timeline(std::vector<StreamLabel> labels) : labels_(std::move(labels)) {}

void Timeline::begin(const StreamPart& part) {
  const int stream = stream_ + 1;
  *this = Timeline(std::move(labels_));
  stream_ = stream;
  sample_rate_ = part.sample_rate;
  sums_.assign(static_cast<std::size_t>(kSums), {});
}

/// All that are held are blank.
void Timeline::begin_frames(const FeatureGrid& grid) {
  grid_ = axes_of(grid);
  const std::size_t frames =
      grid_.bands > 0 ? static_cast<std::size_t>(std::ceil(kSeconds / grid_.hop_seconds)) : 0;
  ranges_.assign(frames, {});
  values_.assign(frames * static_cast<std::size_t>(grid_.bands), std::numeric_limits<float>::quiet_NaN());
  end_frame_ = frames_until(newest_);
  settled_frame_ = end_frame_;
}

void Timeline::add(const StreamPart& part) {
  if (sums_.empty() || part.time < newest_ || part.sample_rate != sample_rate_) begin(part);
  if (part.time > newest_) add_samples(part);
  newest_ = part.time;
  add_frames(part);
  forget();
}

void Timeline::add_samples(const StreamPart& part) {
  const auto end = static_cast<std::int64_t>(std::llround(part.time * sample_rate_));
  const std::int64_t start = end - static_cast<std::int64_t>(part.samples.size());
  const auto sum_of = [this](std::int64_t sample) {
    return static_cast<std::int64_t>(static_cast<double>(sample) * kSumsPerSecond / sample_rate_);
  };
  const std::int64_t first = std::max(end_sample_, end - static_cast<std::int64_t>(kSeconds * sample_rate_));
  std::int64_t last_sum = end_sample_ == 0 ? -1 : sum_of(end_sample_ - 1);
  for (std::int64_t i = first; i < end; ++i) {
    const std::int64_t number = sum_of(i);
    Sum& sum = sums_[slot_of(number, sums_.size())];
    if (number != last_sum) sum = {};
    last_sum = number;
    if (i < start) continue;
    const float sample = part.samples[static_cast<std::size_t>(i - start)];
    sum.low = sum.count == 0 ? sample : std::min(sum.low, sample);
    sum.high = sum.count == 0 ? sample : std::max(sum.high, sample);
    sum.energy += sample * sample;
    ++sum.count;
  }
  end_sample_ = end;
}

std::int64_t Timeline::frames_until(double time) const {
  return grid_.bands > 0 ? static_cast<std::int64_t>(std::floor(time / grid_.hop_seconds + 1e-6)) : 0;
}

bool Timeline::add_frames(const StreamPart& part) {
  const FeatureGrid& frames = part.frames;
  const bool anew = !same_axes(frames, grid_);
  if (anew) begin_frames(frames);
  if (grid_.bands == 0) return anew;
  const std::int64_t known = std::exchange(end_frame_, frames_until(newest_));
  const std::int64_t first = std::max(part.first_frame, first_frame());
  const std::int64_t end = std::min(part.first_frame + frames.frames, end_frame_);
  for (std::int64_t number = std::max(std::min(known, first), first_frame()); number < end_frame_; ++number) {
    const bool given = number >= first && number < end;
    if (!given && number < known) continue;  // what was known stays
    const std::size_t slot = slot_of(number, frame_capacity());
    ranges_[slot] = {};
    for (int band = 0; band < grid_.bands; ++band) {
      const float value = given ? frames.at(0, band, static_cast<int>(number - part.first_frame))
                                : std::numeric_limits<float>::quiet_NaN();
      values_[slot * grid_.bands + band] = value;
      if (!(band == 0 && tells_level_first(grid_))) include(ranges_[slot], value);
    }
  }
  settled_frame_ = first;
  return anew || first < end;
}

void Timeline::add(const StreamDecision& decision) {
  if (decision.probabilities.size() != labels_.size()) return;
  points_.push_back({decision.time, decision.probabilities});
  if (decision.heard) marks_.push_back({decision.time, *decision.heard});
}

/// Keeps one point that is too old, from which a line leads to those that are not.
void Timeline::forget() {
  while (points_.size() > 1 && points_[1].time < oldest()) points_.pop_front();
  while (!marks_.empty() && marks_.front().time < oldest()) marks_.pop_front();
}

std::int64_t Timeline::first_frame() const {
  return std::max(end_frame_ - static_cast<std::int64_t>(frame_capacity()), std::int64_t{0});
}

std::span<const float> Timeline::frame(std::int64_t number) const {
  if (number < first_frame() || number >= end_frame_) return {};
  const auto bands = static_cast<std::size_t>(grid_.bands);
  return std::span(values_).subspan(slot_of(number, frame_capacity()) * bands, bands);
}

Timeline::Range Timeline::values() const {
  Range all;
  for (std::int64_t number = first_frame(); number < end_frame_; ++number) {
    const Range& range = ranges_[slot_of(number, frame_capacity())];
    if (range.low > range.high) continue;
    include(all, range.low);
    include(all, range.high);
  }
  return all;
}

EnvelopeColumn Timeline::envelope(double from, double to) const {
  EnvelopeColumn column;
  const auto end = static_cast<std::int64_t>(std::floor(newest_ * kSumsPerSecond));
  const auto first = std::max(static_cast<std::int64_t>(std::floor(from * kSumsPerSecond)),
                              std::max(end - kSums, std::int64_t{0}));
  const auto last =
      std::min(std::max(static_cast<std::int64_t>(std::floor(to * kSumsPerSecond)), first + 1), end);
  double energy = 0.0;
  std::int64_t count = 0;
  for (std::int64_t number = first; number < last; ++number) {
    const Sum& sum = sums_[slot_of(number, sums_.size())];
    if (sum.count == 0) continue;
    column.low = count == 0 ? sum.low : std::min(column.low, sum.low);
    column.high = count == 0 ? sum.high : std::max(column.high, sum.high);
    energy += sum.energy;
    count += sum.count;
  }
  if (count > 0) column.rms = static_cast<float>(std::sqrt(energy / static_cast<double>(count)));
  return column;
}

}  // namespace earshot
