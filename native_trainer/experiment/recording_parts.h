#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "data/dataset.h"
#include "data/recordings.h"
#include "experiment/data_part.h"
#include "experiment/work_options.h"
#include "features/front_end_spec.h"
#include "recipe/recipe.h"

namespace earshot {

/// Decodes the clips of one part, which may be empty, and cuts them into excerpts if the recipe wants them.
/// Says on stderr which files cannot be read.
Recordings decode_part(const Dataset& clips, const std::string& name, const FrontEndSpec& front_end,
                       const DataSpec& spec, const WorkOptions& options);

/// decode_part for the clips that are learned from, with the noise that the recipe's augmentation adds from
/// recordings below `folder`.
Recordings decode_training(const Dataset& clips, const Recipe& recipe, const std::filesystem::path& folder,
                           const WorkOptions& options);

/// The part whose examples are the same in every epoch.
DataPart unvaried_part(const std::string& name, const Recordings& recordings, const FrontEndSpec& front_end,
                       const WorkOptions& options);

}  // namespace earshot
