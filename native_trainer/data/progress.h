#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>

namespace earshot {

/// Told how many of how many items are done; called from one thread at a time.
using ProgressFunction = std::function<void(std::size_t done, std::size_t total)>;

/// Counts items that several threads finish and tells a ProgressFunction, which may be empty.
class ProgressCounter {
 public:
  ProgressCounter(ProgressFunction tell, std::size_t total) : tell_(std::move(tell)), total_(total) {}

  void count_one() {
    const std::scoped_lock lock(mutex_);
    ++done_;
    if (tell_) tell_(done_, total_);
  }

 private:
  ProgressFunction tell_;
  std::mutex mutex_;
  std::size_t done_ = 0;
  std::size_t total_;
};

}  // namespace earshot
