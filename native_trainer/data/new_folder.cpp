#include "data/new_folder.h"

#include <cstddef>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "audio/wav.h"
#include "error.h"

namespace earshot {

namespace fs = std::filesystem;

NewFolder::NewFolder(fs::path path) : path_(std::move(path)), aside_(path_.string() + ".partial") {
  if (fs::exists(path_)) throw Error(path_.string() + ": exists already; remove it or choose another name");
  std::error_code failure;
  fs::remove_all(aside_, failure);
  fs::create_directories(aside_, failure);
  if (failure) throw Error(path_.string() + ": cannot be made: " + failure.message());
}

NewFolder::~NewFolder() {
  std::error_code ignored;
  fs::remove_all(aside_, ignored);
}

void NewFolder::complete() {
  std::error_code failure;
  fs::rename(aside_, path_, failure);
  if (failure) throw Error(path_.string() + ": cannot be made: " + failure.message());
}

void write_clip(const fs::path& path, const Clip& clip) {
  const std::vector<std::byte> bytes = write_wav(clip);
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw Error(path.string() + ": cannot be written; is the disk full?");
}

}  // namespace earshot
