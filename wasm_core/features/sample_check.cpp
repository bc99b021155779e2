#include "features/sample_check.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "error.h"
#include "floats.h"

namespace earshot {

void check_length(const FrontEndSpec& spec, std::size_t samples) {
  if (samples == 0) throw Error("the clip has no samples");
  if (spec.kind == FeatureKind::waveform || spec.kind == FeatureKind::psf_mfcc) return;
  const StftSpec& frames = spec.stft;
  const std::size_t length = spec.fit.samples > 0 ? static_cast<std::size_t>(spec.fit.samples) : samples;
  const bool reflects = frames.center && frames.padding == StftSpec::Padding::reflect;
  const int needed = !frames.center ? frames.n_fft : reflects ? frames.n_fft / 2 + 1 : 1;
  if (length < static_cast<std::size_t>(needed)) {
    throw Error("the clip has " + std::to_string(length) + " samples at " + std::to_string(spec.sample_rate) +
                " Hz, but its features need at least " + std::to_string(needed) +
                "; use longer clips or fit.samples");
  }
}

void check_finite(std::span<const float> samples) {
  // Zero times a number is zero, but for those that are none.
  Floats sum{};
  in_blocks(samples.size(),
            [&](std::size_t first, auto count) { sum += load(&samples[first], count) * 0.0f; });
  if (sum[0] + sum[1] + sum[2] + sum[3] == 0.0f) return;
  const auto broken = std::ranges::find_if(samples, [](float sample) { return !std::isfinite(sample); });
  throw Error("the clip holds NaN or infinite samples (the first is number " +
              std::to_string(broken - samples.begin()) + ")");
}

}  // namespace earshot
