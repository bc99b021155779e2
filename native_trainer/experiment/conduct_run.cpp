#include "experiment/conduct_run.h"

#include <utility>

#include "experiment/development_data.h"
#include "experiment/interrupt.h"
#include "experiment/sealed_test.h"
#include "experiment/trained_network.h"

namespace earshot {

RunOutcome conduct_run(const Recipe& recipe, const std::filesystem::path& data_folder,
                       const std::filesystem::path& path, const WorkOptions& options) {
  const DevelopmentData data = load_development_data(recipe, data_folder, options);
  SealedTest test(recipe, data_folder, options);
  const RunFolder run =
      RunFolder::is_run(path) ? RunFolder::open(path) : RunFolder::create(path, recipe, data_folder, options);
  TrainedNetwork trained = [&] {
    const InterruptHandler handler;
    return train_network(recipe, data, run.checkpoint(), options, InterruptHandler::stop_requested());
  }();
  RunOutcome outcome{run, trained.result, {}};
  if (!trained.result.history.empty()) {
    outcome.results = finish_run(run, recipe, data, std::move(test), std::move(trained), options);
  }
  return outcome;
}

}  // namespace earshot
