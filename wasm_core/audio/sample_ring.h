#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace earshot {

/// Remembers the newest `capacity` samples of an endless stream; allocates only in its constructor.
class SampleRing {
 public:
  explicit SampleRing(std::size_t capacity);

  void push(std::span<const float> samples);
  /// How many samples were pushed since construction.
  std::uint64_t total() const { return total_; }
  /// The newest `count` samples, at most the capacity; those before the stream's start are zero. They stay
  /// until the next push.
  std::span<const float> newest(std::size_t count) const;

 private:
  std::size_t capacity_;
  /// Every sample twice, `capacity_` apart, so that any part of the ring is in one piece.
  std::vector<float> buffer_;
  std::uint64_t total_ = 0;
};

}  // namespace earshot
