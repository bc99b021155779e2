#pragma once

#include <vector>

#include "audio/clip.h"
#include "data/clip_file.h"
#include "data/data_spec.h"
#include "data/recordings.h"

namespace earshot {

/// The samples of an excerpt; those that lie beyond the clip's end are missing.
Clip cut(const Clip& clip, const Excerpt& excerpt);

/// Where the excerpts of a clip lie, in the order of time: as many of spec.seconds as fit into it, one every
/// spec.hop_seconds; of a clip shorter than that, all of it. What is left at the clip's end is dropped.
std::vector<Excerpt> excerpts_of(const Clip& clip, const ExcerptsSpec& spec);

/// Recordings whose clips are the excerpts of those given that their source wants; clips of a source that
/// wants none stay whole.
Recordings cut_excerpts(const Recordings& recordings, const std::vector<SourceSpec>& sources);

}  // namespace earshot
