#include "data/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "error.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& what) {
  throw Error(path.string() + ": " + what + ": " + std::generic_category().message(errno));
}

}  // namespace

std::vector<std::byte> read_file(const fs::path& path) {
  if (fs::is_directory(path)) throw Error(path.string() + ": is a folder, not a file");
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) fail(path, "cannot be opened");
  std::vector<std::byte> bytes(static_cast<std::size_t>(file.tellg()));
  file.seekg(0);
  if (!file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()))) {
    fail(path, "cannot be read");
  }
  return bytes;
}

nlohmann::json read_json(const fs::path& path) {
  const std::vector<std::byte> bytes = read_file(path);
  const auto* text = reinterpret_cast<const char*>(bytes.data());
  nlohmann::json json = nlohmann::json::parse(text, text + bytes.size(), nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) throw Error(path.string() + ": is not JSON");
  return json;
}

void write_file(const fs::path& path, std::span<const std::byte> bytes) {
  const fs::path aside = path.string() + ".partial";
  const int file = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) fail(path, "cannot be written");
  std::size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t count = ::write(file, bytes.data() + written, bytes.size() - written);
    if (count < 0 && errno != EINTR) {
      ::close(file);
      fs::remove(aside);
      fail(path, "cannot be written");
    }
    if (count > 0) written += static_cast<std::size_t>(count);
  }
  const bool safe = ::fsync(file) == 0;
  if (::close(file) != 0 || !safe) fail(path, "cannot be written");
  std::error_code failure;
  fs::rename(aside, path, failure);
  if (failure) throw Error(path.string() + ": cannot be written: " + failure.message());
}

void write_file(const fs::path& path, std::string_view text) {
  write_file(path, std::as_bytes(std::span(text)));
}

}  // namespace earshot
