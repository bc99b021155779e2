#include "features/scrolling_frames.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "features/framewise.h"

namespace earshot {
namespace {

/// How many are computed in one go: a minute's at once would take much memory.
constexpr std::int64_t kFramesAtOnce = 256;

std::size_t samples_in(double seconds, int sample_rate) {
  return static_cast<std::size_t>(std::ceil(seconds * sample_rate));
}

/// Rounded down, also below zero.
std::int64_t floor_divided(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

/// Copies `count` frames, from one place to another, of features with as many bands.
void copy_frames(const Features& from, std::int64_t first, std::int64_t count, Features& to,
                 std::int64_t at) {
  const auto row = [](auto& values, int band, int frames, std::int64_t frame) {
    return std::span(values).subspan(static_cast<std::size_t>(band) * frames +
                                     static_cast<std::size_t>(frame));
  };
  for (int band = 0; band < to.bands; ++band) {
    std::ranges::copy(row(from.values, band, from.frames, first).first(static_cast<std::size_t>(count)),
                      row(to.values, band, to.frames, at).begin());
  }
}

}  // namespace

ScrollingFrames::ScrollingFrames(int sample_rate, double seconds)
    : samples_(samples_in(seconds + 1.0, sample_rate)) {}

void ScrollingFrames::show(const FrontEndSpec& spec) {
  front_end_.emplace(framewise(spec));
  next_ = 0;
}

void ScrollingFrames::add(std::span<const float> window, std::uint64_t end) {
  if (end <= samples_.total()) return;
  const auto missing = static_cast<std::size_t>(end - samples_.total());
  if (missing > window.size()) samples_.push(std::vector<float>(missing - window.size()));
  samples_.push(window.last(std::min(missing, window.size())));
}

/// How many samples behind its own one a frame depends on.
std::int64_t ScrollingFrames::reach() const {
  const StftSpec& stft = spec().stft;
  if (spec().kind == FeatureKind::psf_mfcc) return stft.win_length;
  return stft.center ? (stft.n_fft + 1) / 2 : stft.n_fft;
}

/// Frames that are centered begin when their middle is there, others when all of them is.
std::int64_t ScrollingFrames::end_of(const SampleRing& samples) const {
  const bool centered = spec().kind != FeatureKind::psf_mfcc && spec().stft.center;
  const std::int64_t hop = spec().stft.hop_length;
  const auto total = static_cast<std::int64_t>(samples.total());
  return centered ? total / hop : std::max(floor_divided(total - reach(), hop) + 1, std::int64_t{0});
}

ScrollingFrames::Block ScrollingFrames::frames_from(const SampleRing& samples, std::int64_t first) {
  const std::int64_t hop = spec().stft.hop_length;
  const auto total = static_cast<std::int64_t>(samples.total());
  // Frames in front of those that are wanted, which see where the samples begin.
  const std::int64_t margin = reach() / hop + 1;
  const auto oldest = total - static_cast<std::int64_t>(samples.capacity());
  first = std::max(first, margin - floor_divided(-oldest, hop));
  const std::int64_t end = std::max(end_of(samples), first);

  Block block{.first = first,
              .features = make_features({.channels = 1,
                                         .bands = spec().shape(samples.capacity()).bands,
                                         .frames = static_cast<int>(end - first)})};
  for (std::int64_t frame = first; frame < end; frame += kFramesAtOnce) {
    const std::int64_t count = std::min(kFramesAtOnce, end - frame);
    const std::int64_t until = std::min((frame + count - 1) * hop + reach(), total);
    const std::int64_t length = until - (frame - margin) * hop;
    const Features computed = front_end_->compute(
        samples.ending_at(static_cast<std::uint64_t>(until), static_cast<std::size_t>(length)));
    copy_frames(computed, margin, count, block.features, frame - first);
  }
  return block;
}

ScrollingFrames::Block ScrollingFrames::fresh() {
  if (spec().kind == FeatureKind::waveform) return {};
  Block block = frames_from(samples_, next_);
  const auto settled =
      floor_divided(static_cast<std::int64_t>(samples_.total()) - reach(), spec().stft.hop_length);
  next_ = std::clamp(settled + 1, next_, block.first + block.features.frames);
  return block;
}

void ScrollingFrames::pause(bool paused) {
  if (paused) {
    paused_ = samples_;
  } else {
    paused_.reset();
  }
}

ScrollingFrames::Block ScrollingFrames::paused() {
  if (!paused_ || spec().kind == FeatureKind::waveform) return {};
  return frames_from(*paused_, 0);
}

}  // namespace earshot
