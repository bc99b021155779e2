#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace earshot {

/// A windowed-sinc low-pass filter as torchaudio.transforms.Resample names it; the defaults are torchaudio's.
struct SincFilterSpec {
  enum class Window {
    hann,    ///< "sinc_interp_hann": cos^2
    kaiser,  ///< "sinc_interp_kaiser", beta 14.769656459379492
  };
  Window window = Window::hann;
  int width = 6;          ///< zero crossings of the sinc on either side
  double rolloff = 0.99;  ///< cut-off, as a share of half the lower rate
};

/// torchaudio.transforms.Resample for audio that arrives in blocks: any blocks of a clip give the samples of
/// the whole. Output sample m is the filter around time m * from / to, with zeros before and after the clip.
/// Weights are computed in double precision and rounded to float32, from phases that are rounded to float32
/// first, as torchaudio has it.
class SincResampler {
 public:
  /// Rates in Hz, which differ.
  SincResampler(int from_rate, int to_rate, const SincFilterSpec& spec = {});

  /// Appends to `out` whatever the filter can give so far.
  void push(std::span<const float> block, std::vector<float>& out);
  /// Ends the stream: appends what is missing of torchaudio's length, ceil(samples * to / from).
  void flush(std::vector<float>& out);

 private:
  /// Appends output samples while `held_` has what they need, up to `length` of the whole stream.
  void emit(std::int64_t length, std::vector<float>& out);

  // The rates without their common factor: `phases_` output samples for every `step_` input samples.
  std::int64_t step_;
  std::int64_t phases_;
  std::int64_t taps_;  ///< weights a phase
  std::vector<std::int64_t>
      first_input_;             ///< [phase]: input sample of the first weight, from the step's start
  std::vector<float> weights_;  ///< [phase][tap]

  std::vector<float> held_;  ///< the input that is still needed
  std::int64_t held_begin_;  ///< number of its first sample in the stream; before 0 there is silence
  std::int64_t taken_ = 0;   ///< input samples
  std::int64_t given_ = 0;   ///< output samples
};

}  // namespace earshot
