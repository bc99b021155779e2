#pragma once

#include <string>
#include <vector>

#include "experiment/measured_part.h"
#include "experiment/run_folder.h"
#include "network/network.h"
#include "recipe/recipe.h"
#include "report/html_report.h"
#include "training/trainer.h"

namespace earshot {

/// Writes history.csv and, last, metrics.json, which says that the run is finished if it is.
void write_run_metrics(const RunFolder& run, const TrainingResult& result, const Network& network,
                       const std::vector<MeasuredPart>& parts);

/// Writes metrics.json of a training that came to nothing but is finished.
void write_problem(const RunFolder& run, const std::string& problem);

/// Writes predictions.csv, the figures and report.html. `parts` stand in the order of their weight:
/// predictions and the confusion matrix are of the first.
void write_run_report(const RunFolder& run, const Recipe& recipe, const TrainingResult& result,
                      const std::vector<MeasuredPart>& parts, const HtmlReport::Facts& data,
                      const HtmlReport::Facts& network);

}  // namespace earshot
