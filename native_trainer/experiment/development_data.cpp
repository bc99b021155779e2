#include "experiment/development_data.h"

#include <utility>

#include "data/augmented_examples.h"
#include "data/dataset.h"
#include "data/feature_statistics.h"
#include "experiment/point_parts.h"
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

DevelopmentData load_points(const Recipe& recipe) {
  Points points = generate_points(*recipe.data.points);
  PointsSplit split = split_points(points, recipe.split);
  return {.labels = std::move(points.labels),
          .training = point_part("training", std::move(split.training)),
          .validation = point_part("validation", std::move(split.validation))};
}

DevelopmentData load_recordings(const Recipe& recipe, const std::filesystem::path& folder,
                                const WorkOptions& options) {
  for (const SourceSpec& source : recipe.data.sources) {
    if (!source.synthetic) continue;
    synthetic_data_folder(*source.synthetic, options.threads,
                          progress_line(making(*source.synthetic), options));
  }
  std::vector<std::string> notes;
  const Dataset dataset = find_dataset(recipe.data, folder, notes);
  check_logits(recipe, dataset.labels.size(), folder.string());
  const DatasetSplit split = split_dataset(dataset, recipe.split, notes);
  for (const std::string& note : notes) say_note(note);

  FrontEndSpec front_end = *recipe.front_end;
  const auto training =
      std::make_shared<const Recordings>(decode_training(split.training, recipe, folder, options));
  const Recordings validation = decode_part(split.validation, "validation", front_end, recipe.data, options);
  measure_feature_statistics(front_end, *training, options.threads);
  return {.labels = dataset.labels,
          .front_end = front_end,
          .training = training_part(recipe, training, front_end, options),
          .validation = unvaried_part("validation", validation, front_end, options)};
}

}  // namespace

DevelopmentData load_development_data(const Recipe& recipe, const std::filesystem::path& folder,
                                      const WorkOptions& options) {
  return recipe.data.points ? load_points(recipe) : load_recordings(recipe, folder, options);
}

}  // namespace earshot
