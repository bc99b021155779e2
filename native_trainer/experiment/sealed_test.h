#pragma once

#include <filesystem>
#include <variant>

#include "data/points.h"
#include "data/recordings.h"
#include "experiment/data_part.h"
#include "experiment/development_data.h"
#include "experiment/trained_network.h"
#include "experiment/work_options.h"
#include "recipe/recipe.h"

namespace earshot {

/// The test set of a recipe, of which nothing can be known but its size until training is finished: so no
/// choice can be made on it by accident. There is no other way from a recipe to its test examples.
///
///     SealedTest sealed(recipe, folder, options);
///     TrainedNetwork trained = train_network(recipe, development, ...);
///     if (trained.finished) {
///       DataPart test = std::move(sealed).open(std::move(*trained.finished), development, options);
///     }
///
/// A search for the best recipe (sweep) trains on DevelopmentData and makes no SealedTest at all.
class SealedTest {
 public:
  /// Decodes the clips, so that a broken file is found before a long training rather than after it, or
  /// generates the numbers. Says on stderr which files cannot be read. Throws Error as load_development_data
  /// does.
  SealedTest(const Recipe& recipe, const std::filesystem::path& folder, const WorkOptions& options);

  SealedTest(SealedTest&&) = default;
  SealedTest& operator=(SealedTest&&) = default;
  SealedTest(const SealedTest&) = delete;
  SealedTest& operator=(const SealedTest&) = delete;

  std::size_t size() const;  ///< may be 0

  /// The test examples, once, for the training that is proved to be finished, with the front end of the data
  /// that it learned from.
  DataPart open(FinishedTraining proof, const DevelopmentData& learned_from, const WorkOptions& options) &&;

 private:
  std::variant<Recordings, Points> sealed_;
};

}  // namespace earshot
