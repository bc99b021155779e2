#include "data/file_lock.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>

#include "error.h"

namespace earshot {
namespace {

TEST(FileLock, KeepsAllOthersWaiting) {
  const std::filesystem::path path = std::filesystem::path(testing::TempDir()) / "earshot-file.lock";
  std::atomic<int> inside = 0;
  std::atomic<int> together = 0;
  const auto work = [&] {
    for (int i = 0; i < 200; ++i) {
      const FileLock lock(path);
      if (++inside > 1) ++together;
      std::this_thread::yield();
      --inside;
    }
  };
  {
    const std::jthread first(work);
    const std::jthread second(work);
  }
  EXPECT_EQ(together, 0);
  std::filesystem::remove(path);
}

TEST(FileLock, SaysWhichFileCannotBeMade) {
  EXPECT_THROW(FileLock("/proc/none/file.lock"), Error);
}

}  // namespace
}  // namespace earshot
