#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "experiment/data_part.h"
#include "experiment/work_options.h"
#include "features/front_end_spec.h"
#include "recipe/recipe.h"

namespace earshot {

/// What training and every choice may see: all of the data but the test set.
struct DevelopmentData {
  std::vector<std::string> labels = {};  ///< in the order of the network's outputs
  /// With the training set's statistics, where it needs them; none for generated numbers.
  std::optional<FrontEndSpec> front_end = {};
  DataPart training = {};    ///< varied by the recipe's augmentation
  DataPart validation = {};  ///< as it is; may be empty
};

/// Finds the clips below `folder` and decodes those of training and validation; of the test clips it takes no
/// more than their names. Or generates the numbers that the recipe learns from. Says on stderr what was left
/// out. Throws Error as find_dataset, split_dataset, read_recordings and split_points do, and when the data
/// have not as many labels as the network has logits.
DevelopmentData load_development_data(const Recipe& recipe, const std::filesystem::path& folder,
                                      const WorkOptions& options);

}  // namespace earshot
