#include "data/read_failures.h"

#include <algorithm>

#include "error.h"

namespace earshot {

void ReadFailures::add(const std::string& reason) {
  const std::scoped_lock lock(mutex_);
  lines_.push_back(reason);
  if (lines_.size() > std::max<std::size_t>(1, files_ / 100)) {
    throw Error(reason + "; " + std::to_string(lines_.size()) + " of " + std::to_string(files_) +
                " files cannot be read so far, which is too many: mend or remove them");
  }
}

std::vector<std::string> ReadFailures::lines() const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::string> sorted = lines_;
  std::ranges::sort(sorted);
  return sorted;
}

}  // namespace earshot
