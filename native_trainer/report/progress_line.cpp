#include "report/progress_line.h"

#include <unistd.h>

#include <format>
#include <iostream>
#include <utility>

namespace earshot {

ProgressLine::ProgressLine(std::string what)
    : what_(std::move(what)), terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (open_) std::cerr << '\n';
}

void ProgressLine::show(std::size_t done, std::size_t total) {
  const Clock::time_point now = Clock::now();
  const bool last = done == total;
  if (!last && (!terminal_ || now - drawn_ < std::chrono::milliseconds(100))) return;
  drawn_ = now;

  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double rate = seconds > 0.0 ? static_cast<double>(done) / seconds : 0.0;
  std::string line = std::format("{}  {}/{}  {:.0f}/s", what_, done, total, rate);
  if (!last && rate > 0.0) line += std::format("  {:.0f} s left", static_cast<double>(total - done) / rate);
  if (terminal_) line = "\r\033[K" + line;
  if (last) line += '\n';
  open_ = !last;
  std::cerr << line << std::flush;
}

}  // namespace earshot
