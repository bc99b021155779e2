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
  /// Copies the samples [end - out.size(), end) of the stream into `out`; those before the stream's start are
  /// zero. The range must still be held: end <= total() and end - out.size() >= total() - capacity.
  void copy_ending_at(std::uint64_t end, std::span<float> out) const;

 private:
  std::vector<float> buffer_;
  std::uint64_t total_ = 0;
};

}  // namespace earshot
