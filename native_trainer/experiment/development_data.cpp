#include "experiment/development_data.h"

#include <utility>

#include "data/augmented_examples.h"
#include "data/dataset.h"
#include "data/feature_statistics.h"
#include "error.h"
#include "experiment/recording_parts.h"

namespace earshot {
namespace {

DataPart training_part(const Recipe& recipe, std::shared_ptr<const Recordings> recordings,
                       const FrontEndSpec& front_end, const WorkOptions& options) {
  if (recipe.augmentation.empty()) return unvaried_part("training", *recordings, front_end, options);
  DataPart part{.name = "training", .origins = recordings->dataset.clips};
  part.examples =
      std::make_unique<AugmentedExamples>(std::move(recordings), front_end, recipe.augmentation, recipe.seed);
  return part;
}

}  // namespace

DevelopmentData load_development_data(const Recipe& recipe, const std::filesystem::path& folder,
                                      const WorkOptions& options) {
  if (!recipe.front_end) throw Error(recipe.name + ": learns from generated numbers, not from recordings");
  std::vector<std::string> notes;
  const Dataset dataset = find_dataset(recipe.data, folder, notes);
  check_logits(recipe, dataset.labels.size(), folder.string());
  const DatasetSplit split = split_dataset(dataset, recipe.split, notes);
  for (const std::string& note : notes) say_note(note);

  DevelopmentData data{.labels = dataset.labels, .front_end = *recipe.front_end};
  const int rate = recipe.front_end->sample_rate;
  const auto training = std::make_shared<Recordings>(decode_part(split.training, "training", rate, options));
  const Recordings validation = decode_part(split.validation, "validation", rate, options);
  measure_feature_statistics(data.front_end, *training, options.threads);
  data.training = training_part(recipe, training, data.front_end, options);
  data.validation = unvaried_part("validation", validation, data.front_end, options);
  return data;
}

}  // namespace earshot
