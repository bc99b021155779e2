#pragma once

#include <string>
#include <vector>

namespace earshot {

/// What a call of the command line tool came to.
struct Outcome {
  int status;
  std::string output;
  std::string complaints;
};

/// Runs the command line tool that this build made.
Outcome earshot(std::vector<std::string> arguments);

}  // namespace earshot
