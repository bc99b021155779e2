#pragma once

#include <memory>
#include <span>
#include <vector>

namespace earshot {

/// The filters that Python programs resample with; a model hears the difference.
enum class Resampler {
  soxr_hq,          ///< libsoxr at quality HQ, as librosa.load since 0.10
  torchaudio_sinc,  ///< torchaudio.transforms.Resample with its defaults (SincFilterSpec)
};

/// Resamples a whole clip to ceil(n * to / from) samples. Of soxr_hq, which yields floor(n * to / from +
/// 0.5), the result is zero-padded or cut to that length, exactly as librosa does. Equal rates return the
/// samples unchanged. Rates are 1000 to 768000 Hz; throws Error outside.
std::vector<float> resample(std::span<const float> samples, int from_rate, int to_rate,
                            Resampler resampler = Resampler::soxr_hq);

/// The same filters for audio that arrives in blocks (a microphone). Pushing a clip in blocks of any size and
/// then flushing yields the samples that resample() yields, before soxr's are padded to librosa's length.
class StreamResampler {
 public:
  StreamResampler(int from_rate, int to_rate, Resampler resampler = Resampler::soxr_hq);
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
