#include "data/program.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include "error.h"

namespace earshot {
namespace {

/// A file without a name that goes when it is closed. Unlike pipes, files never make two programs wait for
/// each other.
class ScratchFile {
 public:
  ScratchFile() : file_(std::tmpfile()) {
    if (!file_) throw Error("no room for a temporary file: " + std::generic_category().message(errno));
  }

  int descriptor() const { return fileno(file_.get()); }

  void write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size() ||
        std::fflush(file_.get()) != 0) {
      throw Error("a temporary file cannot be written: " + std::generic_category().message(errno));
    }
    std::rewind(file_.get());
  }

  std::vector<std::byte> read() {
    std::vector<std::byte> bytes(static_cast<std::size_t>(::lseek(descriptor(), 0, SEEK_END)));
    std::rewind(file_.get());
    bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file_.get()));
    return bytes;
  }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace

ProgramResult run_program(const std::vector<std::string>& command, std::string_view input) {
  ScratchFile in;
  ScratchFile out;
  ScratchFile complaints;
  in.write(input);

  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.descriptor(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.descriptor(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, complaints.descriptor(), STDERR_FILENO);
  pid_t child = 0;
  const int failure = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) {
    throw Error(command[0] + " cannot be started: " + std::generic_category().message(failure) +
                "; is it installed?");
  }

  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status))
    throw Error(command[0] + " was killed by signal " + std::to_string(WTERMSIG(status)));
  const std::vector<std::byte> text = complaints.read();
  return {WEXITSTATUS(status), out.read(),
          std::string(reinterpret_cast<const char*>(text.data()), text.size())};
}

}  // namespace earshot
