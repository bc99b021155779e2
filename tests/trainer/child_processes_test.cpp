#include "experiment/child_processes.h"

#include <gmock/gmock.h>

#include <csignal>
#include <map>
#include <stdexcept>

#include "data/files.h"
#include "experiment/interrupt.h"
#include "trainer/temporary_folder.h"

namespace earshot {
namespace {

using Kind = ChildEnd::Kind;

std::map<std::size_t, ChildEnd> run(std::size_t count, int jobs, const ChildWork& work) {
  std::map<std::size_t, ChildEnd> ends;
  const std::atomic<bool> stop = false;
  run_in_children(
      count, jobs, work, [&](std::size_t index, const ChildEnd& end) { ends[index] = end; }, stop);
  return ends;
}

TEST(ChildProcesses, DoEveryItemOnceAndLeaveTheParentAlone) {
  const TemporaryFolder folder;
  int changed = 0;
  const auto ends = run(5, 2, [&](std::size_t index) {
    ++changed;
    folder.write(std::to_string(index), std::to_string(changed));
    return true;
  });
  EXPECT_EQ(ends.size(), 5u);
  EXPECT_EQ(changed, 0);
  for (const auto& [index, end] : ends) {
    EXPECT_EQ(end.kind, Kind::done);
    EXPECT_EQ(read_file(folder.path() / std::to_string(index)).size(), 1u);
  }
}

TEST(ChildProcesses, TellWhyOneFailedWhileTheOthersGoOn) {
  const auto ends = run(3, 1, [&](std::size_t index) {
    if (index == 0) throw std::runtime_error("the loss is not finite");
    if (index == 1) std::raise(SIGKILL);
    return index != 2;
  });
  EXPECT_EQ(ends.at(0).kind, Kind::failed);
  EXPECT_EQ(ends.at(0).problem, "the loss is not finite");
  EXPECT_EQ(ends.at(1).problem, "its process was killed by signal 9");
  EXPECT_EQ(ends.at(2).kind, Kind::stopped);
}

TEST(ChildProcesses, AreInterruptedWithTheirParent) {
  const InterruptHandler handler;
  std::map<std::size_t, ChildEnd> ends;
  // The first child interrupts its parent, who interrupts the children in turn.
  const pid_t parent = getpid();
  run_in_children(
      4, 2,
      [&](std::size_t index) {
        if (index == 0) kill(parent, SIGINT);
        while (!InterruptHandler::stop_requested()) {
        }
        return false;
      },
      [&](std::size_t index, const ChildEnd& end) { ends[index] = end; }, InterruptHandler::stop_requested());
  EXPECT_EQ(ends.size(), 4u);
  for (const auto& [index, end] : ends) EXPECT_EQ(end.kind, Kind::stopped) << index;
}

}  // namespace
}  // namespace earshot
