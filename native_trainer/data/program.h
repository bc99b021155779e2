#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// What a program that ran left behind.
struct ProgramResult {
  int exit_code = 0;
  std::vector<std::byte> output = {};  ///< its standard output
  std::string complaints = {};         ///< its standard error
};

/// Runs a program found on the PATH with arguments (no shell) and `input` as its standard input, and waits
/// for it. Throws Error when it cannot be started or was killed.
ProgramResult run_program(const std::vector<std::string>& command, std::string_view input = {});

}  // namespace earshot
