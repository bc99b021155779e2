#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace earshot {

/// "Reading clips  1200/4500  812/s  4 s left" on stderr, redrawn in place on a terminal. Elsewhere one line
/// when all is done.
class ProgressLine {
 public:
  explicit ProgressLine(std::string what);
  void show(std::size_t done, std::size_t total);

 private:
  using Clock = std::chrono::steady_clock;

  std::string what_;
  bool terminal_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_;
};

}  // namespace earshot
