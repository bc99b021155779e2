#pragma once

#include <string>
#include <utility>
#include <vector>

namespace earshot {

/// Columns of text aligned for a terminal: the first to the left, the others to the right. Ends with a
/// newline.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header) : rows_{std::move(header)} {}
  /// As many cells as the header has.
  void add(std::vector<std::string> row);
  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

/// Names and what is said of them, a line each.
std::string facts_text(const std::vector<std::pair<std::string, std::string>>& facts);

}  // namespace earshot
