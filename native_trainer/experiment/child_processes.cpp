#include "experiment/child_processes.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <memory>
#include <system_error>
#include <thread>
#include <vector>

#include "error.h"
#include "experiment/interrupt.h"

namespace earshot {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
/// A file without a name, which a child and its parent both have open.
using SharedFile = std::unique_ptr<std::FILE, CloseFile>;

struct Child {
  pid_t id = 0;
  std::size_t index = 0;
  SharedFile problem;  ///< the child writes what is wrong
};

/// The child's life; never returns.
[[noreturn]] void live(const ChildWork& work, std::size_t index, std::FILE* problem, pid_t parent) {
  // Not in the terminal's group: Ctrl-C reaches the parent, who passes it on, once.
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(1);
  int status = 0;
  try {
    if (!work(index)) status = kInterruptedStatus;
  } catch (const std::exception& error) {
    std::fputs(error.what(), problem);
    std::fflush(problem);
    status = 1;
  }
  std::cout.flush();
  std::cerr.flush();
  _exit(status);  // what the parent has to do at its end is not the child's business
}

Child start(const ChildWork& work, std::size_t index) {
  Child child{.index = index, .problem = SharedFile(std::tmpfile())};
  const pid_t parent = getpid();
  std::cout.flush();  // or the child would say it again
  child.id = child.problem ? fork() : -1;
  if (child.id < 0) throw Error("no room for another process: " + std::generic_category().message(errno));
  if (child.id == 0) live(work, index, child.problem.get(), parent);
  return child;
}

ChildEnd end_of(const Child& child, int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  if (WIFEXITED(status) && WEXITSTATUS(status) == kInterruptedStatus) return {ChildEnd::Kind::stopped, {}};
  if (WIFSIGNALED(status)) {
    return {ChildEnd::Kind::failed, "its process was killed by signal " + std::to_string(WTERMSIG(status))};
  }
  std::array<char, 4096> text = {};
  std::rewind(child.problem.get());
  return {ChildEnd::Kind::failed,
          std::string(text.data(), std::fread(text.data(), 1, text.size(), child.problem.get()))};
}

/// Waits until one of them has ended, takes it out and says how.
std::pair<std::size_t, ChildEnd> wait_for_one(std::vector<Child>& children, const std::atomic<bool>& stop,
                                              bool& stop_passed_on) {
  while (true) {
    if (stop && !stop_passed_on) {
      for (const Child& child : children) kill(child.id, SIGINT);
      stop_passed_on = true;
    }
    for (auto child = children.begin(); child != children.end(); ++child) {
      int status = 0;
      if (waitpid(child->id, &status, WNOHANG) != child->id) continue;
      const std::pair ended{child->index, end_of(*child, status)};
      children.erase(child);
      return ended;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace

void run_in_children(std::size_t count, int jobs, const ChildWork& work,
                     const std::function<void(std::size_t index, const ChildEnd& end)>& ended,
                     const std::atomic<bool>& stop) {
  std::vector<Child> children;
  bool stop_passed_on = false;
  std::size_t next = 0;
  while (next < count || !children.empty()) {
    while (!stop && next < count && std::ssize(children) < jobs) children.push_back(start(work, next++));
    if (stop) {
      for (; next < count; ++next) ended(next, {ChildEnd::Kind::stopped, {}});
    }
    if (children.empty()) continue;
    const auto [index, end] = wait_for_one(children, stop, stop_passed_on);
    ended(index, end);
  }
}

}  // namespace earshot
