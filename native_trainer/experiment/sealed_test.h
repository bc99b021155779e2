#pragma once

#include <filesystem>

#include "data/dataset.h"
#include "experiment/data_part.h"
#include "experiment/trained_network.h"
#include "experiment/work_options.h"
#include "features/front_end_spec.h"
#include "recipe/recipe.h"

namespace earshot {

/// The test set of a recipe, of which nothing can be known but its size until training is finished: so no
/// choice can be made on it by accident. There is no other way from a recipe to its test examples.
///
///     SealedTest sealed(recipe, folder);
///     TrainedNetwork trained = train_network(recipe, development, ...);
///     if (trained.finished) {
///       DataPart test = std::move(sealed).open(std::move(*trained.finished), development.front_end,
///       options);
///     }
///
/// A search for the best recipe (sweep) trains on DevelopmentData and makes no SealedTest at all.
class SealedTest {
 public:
  /// Finds the clips by their names; decodes nothing. Throws Error as find_dataset and split_dataset do.
  SealedTest(const Recipe& recipe, const std::filesystem::path& folder);

  SealedTest(SealedTest&&) = default;
  SealedTest& operator=(SealedTest&&) = default;
  SealedTest(const SealedTest&) = delete;
  SealedTest& operator=(const SealedTest&) = delete;

  std::size_t size() const { return clips_.clips.size(); }  ///< may be 0

  /// Decodes the clips, once, for the training that is proved to be finished; `front_end` is the one that it
  /// learned with. Says on stderr which files cannot be read.
  DataPart open(FinishedTraining proof, const FrontEndSpec& front_end, const WorkOptions& options) &&;

 private:
  Dataset clips_;
};

}  // namespace earshot
