#include "features/stft.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "features/window.h"

namespace earshot {

Stft::Stft(const StftSpec& spec)
    : spec_(spec),
      window_start_(static_cast<std::size_t>((spec.n_fft - spec.win_length) / 2)),
      window_(make_window(spec.window, spec.win_length, true)),
      fft_(spec.n_fft),
      frame_(static_cast<std::size_t>(spec.n_fft)),
      spectrum_(static_cast<std::size_t>(fft_.bins())) {}

void Stft::compute(std::span<const float> samples, int frame, std::span<double> spectrum) {
  const std::ptrdiff_t length = std::ssize(samples);
  const std::ptrdiff_t start = static_cast<std::ptrdiff_t>(frame) * spec_.hop_length -
                               (spec_.center ? spec_.n_fft / 2 : 0) +
                               static_cast<std::ptrdiff_t>(window_start_);
  for (std::size_t i = 0; i < window_.size(); ++i) {
    std::ptrdiff_t at = start + static_cast<std::ptrdiff_t>(i);
    if (spec_.padding == StftSpec::Padding::reflect) {
      if (at < 0) at = -at;
      if (at >= length) at = 2 * (length - 1) - at;
      assert(at >= 0 && at < length);
    }
    const double sample = at >= 0 && at < length ? double{samples[static_cast<std::size_t>(at)]} : 0.0;
    frame_[window_start_ + i] = window_[i] * sample;
  }

  fft_.transform(frame_, spectrum_);

  if (spec_.power == 2.0) {
    std::ranges::transform(spectrum_, spectrum.begin(), [](std::complex<double> x) { return std::norm(x); });
  } else if (spec_.power == 1.0) {
    std::ranges::transform(spectrum_, spectrum.begin(), [](std::complex<double> x) { return std::abs(x); });
  } else {
    std::ranges::transform(spectrum_, spectrum.begin(),
                           [this](std::complex<double> x) { return std::pow(std::abs(x), spec_.power); });
  }
}

int stft_frames(const StftSpec& spec, std::size_t samples) {
  const std::size_t n_fft = static_cast<std::size_t>(spec.n_fft);
  const std::size_t padded = samples + (spec.center ? n_fft / 2 * 2 : 0);
  if (samples == 0 || padded < n_fft) return 0;
  return static_cast<int>(1 + (padded - n_fft) / static_cast<std::size_t>(spec.hop_length));
}

}  // namespace earshot
