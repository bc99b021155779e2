#include "features/stft.h"

#include <algorithm>
#include <cassert>

#include "features/window.h"

namespace earshot {
namespace {

std::ptrdiff_t zeros_before_window(const StftSpec& spec) {
  return (spec.n_fft - spec.win_length) / 2;
}

}  // namespace

StftFrames::StftFrames(const StftSpec& spec, std::size_t at_once)
    : spec_(spec), padded_(at_once * static_cast<std::size_t>(spec.win_length)) {}

FramePlan StftFrames::plan(const StftSpec& spec) {
  return {.n_fft = spec.n_fft,
          .window = make_window(spec.window, spec.win_length, true),
          .window_start = static_cast<std::size_t>(zeros_before_window(spec)),
          .power = spec.power};
}

std::ptrdiff_t StftFrames::window_begin(int frame) const {
  return static_cast<std::ptrdiff_t>(frame) * spec_.hop_length - (spec_.center ? spec_.n_fft / 2 : 0) +
         zeros_before_window(spec_);
}

const float* StftFrames::cut(std::span<const float> samples, int frame, std::size_t slot) {
  const std::ptrdiff_t length = std::ssize(samples);
  const std::ptrdiff_t begin = window_begin(frame);
  const std::ptrdiff_t end = begin + spec_.win_length;
  if (begin >= 0 && end <= length) return samples.data() + begin;

  const auto beyond = [&](std::ptrdiff_t at) {
    if (spec_.padding == StftSpec::Padding::constant) return 0.0f;
    const std::ptrdiff_t mirrored = at < 0 ? -at : 2 * (length - 1) - at;
    assert(mirrored >= 0 && mirrored < length);
    return samples[static_cast<std::size_t>(mirrored)];
  };
  float* const padded = &padded_[slot * static_cast<std::size_t>(spec_.win_length)];
  float* to = padded;
  std::ptrdiff_t at = begin;
  while (at < std::min(end, std::ptrdiff_t{0})) *to++ = beyond(at++);
  while (at < std::min(end, length)) *to++ = samples[static_cast<std::size_t>(at++)];
  while (at < end) *to++ = beyond(at++);
  return padded;
}

FrameRange StftFrames::inner_frames(std::size_t samples) const {
  const std::ptrdiff_t hop = spec_.hop_length;
  const std::ptrdiff_t first_begin = window_begin(0);
  const std::ptrdiff_t last_begin = static_cast<std::ptrdiff_t>(samples) - spec_.win_length;
  if (last_begin < std::max(first_begin, std::ptrdiff_t{0})) return {};
  const std::ptrdiff_t begin = first_begin >= 0 ? 0 : (-first_begin + hop - 1) / hop;
  const auto end = static_cast<int>((last_begin - first_begin) / hop + 1);
  return {static_cast<int>(begin), std::min(end, stft_frames(spec_, samples))};
}

int stft_frames(const StftSpec& spec, std::size_t samples) {
  const std::size_t n_fft = static_cast<std::size_t>(spec.n_fft);
  const std::size_t padded = samples + (spec.center ? n_fft / 2 * 2 : 0);
  if (samples == 0 || padded < n_fft) return 0;
  return static_cast<int>(1 + (padded - n_fft) / static_cast<std::size_t>(spec.hop_length));
}

}  // namespace earshot
