#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "report/metrics.h"
#include "report/mistakes.h"

namespace earshot {

/// All that a run has to show.
struct HtmlReport {
  using Facts = std::vector<std::pair<std::string, std::string>>;  ///< name, value

  std::string title = {};
  std::string recipe = {};  ///< its text
  Facts environment = {};   ///< versions, device, threads, seed ...
  Facts data = {};          ///< sources, clips in each part ...
  Facts network = {};       ///< layers with shapes, parameters ...
  Facts results = {};       ///< the headline numbers
  std::vector<std::pair<std::string, std::filesystem::path>> figures = {};  ///< caption, PNG; embedded
  std::vector<std::pair<std::string, Metrics>> metrics = {};  ///< name of the part ("test"), its tables
  std::vector<Mistake> mistakes = {};  ///< of the first of the metrics, worst first; shown and embedded
};

/// One file that needs nothing else.
void write_html_report(const HtmlReport& report, const std::filesystem::path& path);

}  // namespace earshot
