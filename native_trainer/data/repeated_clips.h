#pragma once

#include <vector>

#include "data/data_spec.h"
#include "data/recordings.h"

namespace earshot {

/// Adds the clips of every source again until there are as many of each as the source wants (repeat).
void repeat_clips(Recordings& recordings, const std::vector<SourceSpec>& sources);

}  // namespace earshot
