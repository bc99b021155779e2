#include "experiment/trial.h"

#include "experiment/development_data.h"
#include "experiment/interrupt.h"
#include "experiment/measured_part.h"
#include "experiment/run_report.h"
#include "experiment/trained_network.h"

namespace earshot {

bool conduct_trial(const Recipe& recipe, const std::filesystem::path& data_folder,
                   const std::filesystem::path& path, const WorkOptions& options) {
  const DevelopmentData data = load_development_data(recipe, data_folder, options);
  const RunFolder run =
      RunFolder::is_run(path) ? RunFolder::open(path) : RunFolder::create(path, recipe, data_folder, options);
  try {
    const InterruptHandler handler;
    const TrainedNetwork trained =
        train_network(recipe, data, run.checkpoint(), options, InterruptHandler::stop_requested());
    if (trained.result.stopped()) return false;
    write_run_metrics(run, trained.result, trained.network,
                      {measure_part(trained.network, recipe.task, 1.0, data.labels, data.validation)});
  } catch (const DivergedError& error) {
    write_problem(run, error.what());
  }
  std::filesystem::remove(run.checkpoint());  // a finished trial is not gone on with
  return true;
}

}  // namespace earshot
