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
  ~ProgressLine();  ///< ends a line that was left undone, so that what is said next has a line of its own
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(std::size_t done, std::size_t total);

 private:
  using Clock = std::chrono::steady_clock;

  std::string what_;
  bool terminal_;
  bool open_ = false;  ///< something stands on the line
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_;
};

}  // namespace earshot
