#pragma once

#include <csignal>

#include <atomic>

namespace earshot {

/// What shells say of a program that SIGINT ended.
inline constexpr int kInterruptedStatus = 130;

/// While it lives, the first Ctrl-C asks for a stop instead of ending the program; a second one ends it.
class InterruptHandler {
 public:
  InterruptHandler();
  ~InterruptHandler();
  InterruptHandler(const InterruptHandler&) = delete;
  InterruptHandler& operator=(const InterruptHandler&) = delete;

  /// Becomes true at Ctrl-C and stays so.
  static const std::atomic<bool>& stop_requested();

 private:
  struct sigaction previous_ = {};
};

}  // namespace earshot
