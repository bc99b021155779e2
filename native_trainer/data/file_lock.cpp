#include "data/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "error.h"

namespace earshot {

FileLock::FileLock(const std::filesystem::path& path)
    : descriptor_(::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0666)) {
  const auto fail = [&] { throw Error(path.string() + ": cannot be locked: " + std::strerror(errno)); };
  if (descriptor_ < 0) fail();
  while (::flock(descriptor_, LOCK_EX) != 0) {
    if (errno == EINTR) continue;
    ::close(descriptor_);
    fail();
  }
}

FileLock::~FileLock() {
  ::close(descriptor_);
}

}  // namespace earshot
