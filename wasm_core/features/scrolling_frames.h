#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "audio/sample_ring.h"
#include "features/features.h"
#include "features/front_end.h"

namespace earshot {

/// The frames of the last part of an endless mono stream, for a picture of it that scrolls. Frame n belongs
/// to sample n * hop_length of the stream, and depends on nothing but the samples under it: it is the same,
/// to the last bit, whenever it is computed. Which kind of frames these are can change at any time, and then
/// changes for all that is remembered. Not thread-safe.
class ScrollingFrames {
 public:
  /// Successive frames of a stream; none where features are a waveform.
  struct Block {
    std::int64_t first = 0;  ///< the number of the first one
    Features features;
  };

  /// Remembers `seconds` of a stream of `sample_rate` Hz, and a second more for what lies around its frames.
  ScrollingFrames(int sample_rate, double seconds);

  /// From now on the frames are those of framewise(spec). Throws FieldError if that is not sound.
  void show(const FrontEndSpec& spec);
  /// What is shown; call show() first.
  const FrontEndSpec& spec() const { return front_end_->spec(); }

  /// Adds what is new in a window that ends at sample `end` of the stream. What lies between it and what was
  /// added before is silence.
  void add(std::span<const float> window, std::uint64_t end);

  /// The frames that are new since the last call, and those that then lay at the stream's end and saw silence
  /// behind it. After show(), all that are remembered. Throws Error if samples are NaN or infinite.
  Block fresh();

  /// Remembers as well, until it is not paused any more, what was remembered when it was paused.
  void pause(bool paused);
  /// All frames of that; none when it is not paused.
  Block paused();

 private:
  std::int64_t reach() const;
  std::int64_t end_of(const SampleRing& samples) const;
  Block frames_from(const SampleRing& samples, std::int64_t first);

  SampleRing samples_;
  std::optional<SampleRing> paused_;
  std::optional<FrontEnd> front_end_;
  std::int64_t next_ = 0;  ///< the first frame that fresh() is to give
};

}  // namespace earshot
