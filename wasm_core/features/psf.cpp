#include "features/psf.h"

#include <algorithm>
#include <cmath>

#include "features/filter_bank.h"
#include "features/window.h"

namespace earshot {
namespace {

/// A frame longer than the transform loses its end.
std::size_t frame_length(const StftSpec& stft) {
  return static_cast<std::size_t>(std::min(stft.win_length, stft.n_fft));
}

}  // namespace

PsfFrames::PsfFrames(const StftSpec& stft, double pre_emphasis, std::size_t at_once)
    : hop_length_(static_cast<std::size_t>(stft.hop_length)),
      frame_length_(frame_length(stft)),
      pre_emphasis_(pre_emphasis),
      emphasized_(at_once * frame_length_) {}

FramePlan PsfFrames::plan(const StftSpec& stft, const MelSpec& mel, int sample_rate) {
  std::vector<double> window = make_window(stft.window, stft.win_length, false);
  window.resize(frame_length(stft));
  // Powers are divided by n_fft.
  for (double& weight : window) weight /= std::sqrt(stft.n_fft);
  return {.n_fft = stft.n_fft,
          .window = std::move(window),
          .bank = psf_filter_bank(mel, sample_rate, stft.n_fft),
          .total = true};
}

const float* PsfFrames::cut(std::span<const float> samples, int frame, std::size_t slot) {
  const std::size_t start = static_cast<std::size_t>(frame) * hop_length_;
  const auto emphasized = std::span(emphasized_).subspan(slot * frame_length_, frame_length_);
  const std::size_t count = std::min(frame_length_, samples.size() - std::min(start, samples.size()));
  for (std::size_t i = 0; i < count; ++i) {
    const float previous = start + i == 0 ? 0.0f : samples[start + i - 1];
    emphasized[i] = static_cast<float>(samples[start + i] - pre_emphasis_ * previous);
  }
  std::ranges::fill(emphasized.subspan(count), 0.0f);
  return emphasized.data();
}

FrameRange PsfFrames::inner_frames(std::size_t samples) const {
  if (samples < frame_length_) return {};
  return {1, static_cast<int>((samples - frame_length_) / hop_length_) + 1};
}

int psf_frames(const StftSpec& spec, std::size_t samples) {
  const auto win_length = static_cast<std::size_t>(spec.win_length);
  const auto hop_length = static_cast<std::size_t>(spec.hop_length);
  if (samples == 0) return 0;
  if (samples <= win_length) return 1;
  return static_cast<int>(1 + (samples - win_length + hop_length - 1) / hop_length);
}

}  // namespace earshot
