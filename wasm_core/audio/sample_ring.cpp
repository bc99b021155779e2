#include "audio/sample_ring.h"

#include <algorithm>
#include <cassert>

namespace earshot {

SampleRing::SampleRing(std::size_t capacity) : capacity_(capacity), buffer_(2 * capacity) {
  assert(capacity > 0);
}

void SampleRing::push(std::span<const float> samples) {
  // Of a block longer than the ring only the end would survive.
  if (samples.size() > capacity_) {
    total_ += samples.size() - capacity_;
    samples = samples.last(capacity_);
  }
  const auto position = static_cast<std::size_t>(total_ % capacity_);
  const std::size_t until_wrap = std::min(samples.size(), capacity_ - position);
  for (const std::size_t copy : {std::size_t{0}, capacity_}) {
    const auto start = buffer_.begin() + static_cast<std::ptrdiff_t>(copy);
    std::ranges::copy(samples.first(until_wrap), start + static_cast<std::ptrdiff_t>(position));
    std::ranges::copy(samples.subspan(until_wrap), start);
  }
  total_ += samples.size();
}

std::span<const float> SampleRing::ending_at(std::uint64_t end, std::size_t count) const {
  assert(end <= total_ && end + capacity_ >= total_ + count);
  const auto position = static_cast<std::size_t>(end % capacity_) + capacity_;
  return std::span(buffer_).subspan(position - count, count);
}

}  // namespace earshot
