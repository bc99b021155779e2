#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

namespace earshot {

/// Files that could not be read, of many. A few are named and counted; more than one in a hundred of them
/// (and more than one) is an Error, for then something is wrong with the data as a whole. Safe to use from
/// several threads.
class ReadFailures {
 public:
  explicit ReadFailures(std::size_t files) : files_(files) {}

  /// `reason` names the file. Throws when there are too many.
  void add(const std::string& reason);
  /// One line a file, in alphabetical order.
  std::vector<std::string> lines() const;

 private:
  std::size_t files_;
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

}  // namespace earshot
