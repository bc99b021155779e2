#pragma once

#include <string>

#include "data/parallel.h"
#include "data/progress.h"

namespace earshot {

/// How an experiment uses the machine and talks to the person; nothing of it changes what is learned, but
/// that LibTorch adds up in another order with another number of threads.
struct WorkOptions {
  std::string device = "auto";  ///< as choose_device takes it
  int threads = hardware_threads();
  bool quiet = false;  ///< no progress; notes are said nevertheless
};

/// Draws a line on stderr that says how much of `what` is done; nothing when quiet.
ProgressFunction progress_line(const std::string& what, const WorkOptions& options);

/// Says on stderr what a person should know of, though the work goes on.
void say_note(const std::string& note);

}  // namespace earshot
