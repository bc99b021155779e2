#pragma once

#include <string>

#include "recipe/section.h"

namespace earshot {

/// [report]: names of what a run writes.
struct ReportSpec {
  std::string confusion = "confusion.png";  ///< the picture of the test set's confusion matrix
};

/// Reads the table and finishes it. Throws Error "FILE:LINE: KEY: ...".
ReportSpec read_report_spec(Section section);

}  // namespace earshot
