#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>

namespace earshot {

/// How a child process ended.
struct ChildEnd {
  enum class Kind {
    done,
    stopped,  ///< asked to, or because it was interrupted
    failed,
  };
  Kind kind = Kind::done;
  std::string problem = {};  ///< failed: why
};

/// What a child does for item `index`; false says that it was stopped before it was done.
using ChildWork = std::function<bool(std::size_t index)>;

/// Does work(index) for every index below `count`, each in a child process, at most `jobs` at once:
/// LibTorch's threads and random numbers are the whole process's, so trainings that go on at once need
/// processes of their own. A child begins with all that is in memory here, recordings for instance, and
/// leaves its results in files. An exception that leaves `work` is its failure. `ended` is told of each as it
/// ends, here.
///
/// When `stop` becomes true, the children are interrupted as by Ctrl-C, and those not begun yet count as
/// stopped. Nothing may have been computed with LibTorch in this process, and no other thread be running.
void run_in_children(std::size_t count, int jobs, const ChildWork& work,
                     const std::function<void(std::size_t index, const ChildEnd& end)>& ended,
                     const std::atomic<bool>& stop);

}  // namespace earshot
