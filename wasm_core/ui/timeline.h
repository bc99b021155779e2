#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audio/envelope.h"
#include "ui/feature_grid.h"

namespace earshot {

/// The newest part of a stream of audio.
struct StreamPart {
  double time = 0.0;           ///< seconds of stream at its end
  std::vector<float> samples;  ///< those that end there
  double sample_rate = 0.0;    ///< Hz
  /// Frames that are new or have changed, one channel; without bands where features are a waveform. With
  /// other axes than those before, they take the place of all that were known.
  FeatureGrid frames;
  /// Number of the first of them: number n of a stream begins at n * frames.hop_seconds. Never less than in
  /// the part before, unless that had other axes.
  std::int64_t first_frame = 0;
};

/// What can be heard in a stream.
struct StreamLabel {
  std::string name;
  bool rejected = false;  ///< it stands for whatever is not to be heard, and is never detected
};

/// What was decided about a window of a stream.
struct StreamDecision {
  double time = 0.0;                 ///< seconds of stream at the window's end
  std::vector<float> probabilities;  ///< smoothed, one a label
  std::optional<std::size_t> heard;  ///< the label that was detected by it
};

/// The last minute of a stream: its waveform, features, probabilities, and what was heard. Times are seconds
/// of the stream.
class Timeline {
 public:
  static constexpr double kSeconds = 60.0;

  /// A word that was detected.
  struct Mark {
    double time = 0.0;
    std::size_t label = 0;
  };
  struct Point {
    double time = 0.0;
    std::vector<float> probabilities;
  };
  /// The least and the greatest of some values; low > high: there are none.
  struct Range {
    float low = 1.0f;
    float high = -1.0f;
    bool operator==(const Range&) const = default;
  };

  explicit Timeline(std::vector<StreamLabel> labels = {});

  /// What goes back in time begins a new stream with the same labels. What lies between two parts that do not
  /// meet stays blank.
  void add(const StreamPart& part);
  /// Takes over those frames of a part that lie within what is held. True if there are some or all are of
  /// other axes now.
  bool add_frames(const StreamPart& part);
  /// Ignored unless there is a probability for every label.
  void add(const StreamDecision& decision);

  const std::vector<StreamLabel>& labels() const { return labels_; }
  /// Counts the streams that have begun.
  int stream() const { return stream_; }
  /// What is held ends and begins here.
  double newest() const { return newest_; }
  double oldest() const { return std::max(newest_ - kSeconds, 0.0); }
  double held() const { return newest_ - oldest(); }

  /// The meaning of a frame's values; without values.
  const FeatureGrid& grid() const { return grid_; }
  /// Held are those from the first up to, but without, the end.
  std::int64_t first_frame() const;
  std::int64_t end_frame() const { return end_frame_; }
  /// Frames before this one will not change.
  std::int64_t settled_frame() const { return settled_frame_; }
  /// One value a band, lowest first; NaN where nothing is known. Empty when it is not held.
  std::span<const float> frame(std::int64_t number) const;
  /// Of all finite values held; of coefficients, without the first, which tells of the level and is many
  /// times as large as the others.
  Range values() const;

  /// The samples between two times; zeros where none are held.
  EnvelopeColumn envelope(double from, double to) const;

  /// Oldest first.
  const std::deque<Mark>& marks() const { return marks_; }
  const std::deque<Point>& points() const { return points_; }

 private:
  /// A few samples in one.
  struct Sum {
    float low = 0.0f;
    float high = 0.0f;
    float energy = 0.0f;
    int count = 0;
  };

  void begin(const StreamPart& part);
  void begin_frames(const FeatureGrid& grid);
  void add_samples(const StreamPart& part);
  std::int64_t frames_until(double time) const;
  std::size_t frame_capacity() const { return ranges_.size(); }
  void forget();

  std::vector<StreamLabel> labels_;
  int stream_ = 0;
  double newest_ = 0.0;

  FeatureGrid grid_;
  std::vector<float> values_;  ///< a ring of frames, bands of one contiguous
  std::vector<Range> ranges_;  ///< of each frame in the ring
  std::int64_t end_frame_ = 0;
  std::int64_t settled_frame_ = 0;

  std::vector<Sum> sums_;  ///< a ring
  double sample_rate_ = 0.0;
  std::int64_t end_sample_ = 0;

  std::deque<Mark> marks_;
  std::deque<Point> points_;
};

}  // namespace earshot
