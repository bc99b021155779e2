#pragma once

#include <memory>
#include <span>
#include <vector>

namespace earshot {

/// Resamples a whole clip with libsoxr at quality HQ, exactly as librosa.load does since 0.10: soxr yields
/// floor(n * to / from + 0.5) samples and the result is zero-padded (or cut) to ceil(n * to / from).
/// Equal rates return the samples unchanged. Rates are 1000 to 768000 Hz; throws Error outside.
std::vector<float> resample(std::span<const float> samples, int from_rate, int to_rate);

/// The same filter for audio that arrives in blocks (a microphone). Pushing a clip in blocks of any size and
/// then flushing yields the samples that resample() yields, before its padding to librosa's length.
class StreamResampler {
 public:
  StreamResampler(int from_rate, int to_rate);
  ~StreamResampler();
  StreamResampler(StreamResampler&&) noexcept;
  StreamResampler& operator=(StreamResampler&&) noexcept;

  /// Appends to `out` whatever the filter can give so far.
  void push(std::span<const float> block, std::vector<float>& out);
  /// Ends the stream: appends the filter's tail to `out`. Only destruction may follow.
  void flush(std::vector<float>& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace earshot
