#pragma once

#include <memory>
#include <string>

#include "data/dataset.h"
#include "data/recordings.h"
#include "experiment/data_part.h"
#include "experiment/work_options.h"
#include "features/front_end_spec.h"

namespace earshot {

/// Decodes the clips of one part, which may be empty. Says on stderr which files cannot be read.
Recordings decode_part(const Dataset& clips, const std::string& name, int sample_rate,
                       const WorkOptions& options);

/// The part whose examples are the same in every epoch.
DataPart unvaried_part(const std::string& name, const Recordings& recordings, const FrontEndSpec& front_end,
                       const WorkOptions& options);

}  // namespace earshot
