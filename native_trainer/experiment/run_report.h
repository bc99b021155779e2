#pragma once

#include <string>
#include <vector>

#include "experiment/development_data.h"
#include "experiment/measured_part.h"
#include "experiment/run_folder.h"
#include "experiment/trained_network.h"
#include "network/network.h"
#include "recipe/recipe.h"
#include "training/trainer.h"

namespace earshot {

/// Writes history.csv and, last, metrics.json, which says that the run is finished if it is.
void write_run_metrics(const RunFolder& run, const TrainingResult& result, const Network& network,
                       const std::vector<MeasuredPart>& parts);

/// Writes metrics.json of a training that came to nothing but is finished.
void write_problem(const RunFolder& run, const std::string& problem);

/// Writes the predictions (predictions.csv; by whole files, where examples are excerpts,
/// predictions-files.csv), the figures and report.html. `parts` stand in the order of their weight, at least
/// one: predictions, figures and mistakes are of the first.
void write_run_report(const RunFolder& run, const Recipe& recipe, const DevelopmentData& data,
                      std::size_t test_examples, const TrainedNetwork& trained,
                      const std::vector<MeasuredPart>& parts);

}  // namespace earshot
