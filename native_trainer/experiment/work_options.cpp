#include "experiment/work_options.h"

#include <iostream>
#include <memory>

#include "report/progress_line.h"

namespace earshot {

ProgressFunction progress_line(const std::string& what, const WorkOptions& options) {
  if (options.quiet) return {};
  return [line = std::make_shared<ProgressLine>(what)](std::size_t done, std::size_t total) {
    line->show(done, total);
  };
}

void say_note(const std::string& note) {
  std::cerr << "note: " << note << '\n';
}

}  // namespace earshot
