#include "data/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "error.h"

namespace earshot {

MappedFile::MappedFile(const std::filesystem::path& path) {
  if (std::filesystem::is_directory(path)) throw Error(path.string() + ": is a folder, not a file");
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status{};
  void* begin = nullptr;
  if (file >= 0 && ::fstat(file, &status) == 0 && status.st_size > 0) {  // nothing can't be mapped
    begin = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  }
  const int failure = errno;
  if (file >= 0) ::close(file);
  if (file < 0 || begin == MAP_FAILED) {
    throw Error(path.string() + ": cannot be opened: " + std::generic_category().message(failure));
  }
  bytes_ = {static_cast<const std::byte*>(begin), static_cast<std::size_t>(status.st_size)};
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

}  // namespace earshot
