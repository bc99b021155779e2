#pragma once

#include <memory>
#include <optional>
#include <string>

#include "data/dataset.h"
#include "data/recordings.h"
#include "experiment/data_part.h"
#include "experiment/work_options.h"
#include "features/front_end_spec.h"

namespace earshot {

/// Decodes the clips of one part, which may be empty, and cuts them into excerpts if the recipe wants them.
/// Says on stderr which files cannot be read.
Recordings decode_part(const Dataset& clips, const std::string& name, const FrontEndSpec& front_end,
                       const std::optional<ExcerptsSpec>& excerpts, const WorkOptions& options);

/// The part whose examples are the same in every epoch.
DataPart unvaried_part(const std::string& name, const Recordings& recordings, const FrontEndSpec& front_end,
                       const WorkOptions& options);

}  // namespace earshot
