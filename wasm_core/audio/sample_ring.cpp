#include "audio/sample_ring.h"

#include <algorithm>
#include <cassert>

namespace earshot {

SampleRing::SampleRing(std::size_t capacity) : buffer_(capacity) {
  assert(capacity > 0);
}

void SampleRing::push(std::span<const float> samples) {
  // Of a block longer than the ring only the end would survive.
  if (samples.size() > buffer_.size()) {
    total_ += samples.size() - buffer_.size();
    samples = samples.last(buffer_.size());
  }
  const auto position = static_cast<std::size_t>(total_ % buffer_.size());
  const std::size_t until_wrap = std::min(samples.size(), buffer_.size() - position);
  std::ranges::copy(samples.first(until_wrap), buffer_.begin() + static_cast<std::ptrdiff_t>(position));
  std::ranges::copy(samples.subspan(until_wrap), buffer_.begin());
  total_ += samples.size();
}

void SampleRing::copy_ending_at(std::uint64_t end, std::span<float> out) const {
  assert(end <= total_ && end + buffer_.size() >= total_ + out.size());
  // Before the start of the stream there is silence.
  const std::size_t missing = end < out.size() ? out.size() - static_cast<std::size_t>(end) : 0;
  std::ranges::fill(out.first(missing), 0.0f);
  out = out.subspan(missing);

  const auto position = static_cast<std::size_t>((end - out.size()) % buffer_.size());
  const std::size_t until_wrap = std::min(out.size(), buffer_.size() - position);
  const auto start = buffer_.begin() + static_cast<std::ptrdiff_t>(position);
  std::copy(start, start + static_cast<std::ptrdiff_t>(until_wrap), out.begin());
  std::copy_n(buffer_.begin(), out.size() - until_wrap,
              out.begin() + static_cast<std::ptrdiff_t>(until_wrap));
}

}  // namespace earshot
