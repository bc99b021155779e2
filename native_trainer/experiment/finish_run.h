#pragma once

#include <optional>
#include <vector>

#include "experiment/development_data.h"
#include "experiment/measured_part.h"
#include "experiment/run_folder.h"
#include "experiment/sealed_test.h"
#include "experiment/trained_network.h"
#include "export/export_model.h"

namespace earshot {

/// What came out of a run.
struct RunResults {
  std::vector<MeasuredPart> parts = {};  ///< test, validation: those there are
  ExportReport exported = {};
};

/// Measures the network, on the test set too if its training is finished, exports it, and writes all that a
/// run has to show into its folder. At least one epoch must be complete.
RunResults finish_run(const RunFolder& run, const Recipe& recipe, const DevelopmentData& data,
                      SealedTest test, TrainedNetwork trained, const WorkOptions& options);

}  // namespace earshot
