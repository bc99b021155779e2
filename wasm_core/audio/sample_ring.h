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
  std::size_t capacity() const { return capacity_; }
  /// How many samples were pushed since construction.
  std::uint64_t total() const { return total_; }
  /// The samples [end - count, end) of the stream; those before its start are zero. The range must still be
  /// held: end <= total() and end - count >= total() - capacity. They stay until the next push.
  std::span<const float> ending_at(std::uint64_t end, std::size_t count) const;

 private:
  std::size_t capacity_;
  /// Every sample twice, `capacity_` apart, so that any part of the ring is in one piece.
  std::vector<float> buffer_;
  std::uint64_t total_ = 0;
};

}  // namespace earshot
