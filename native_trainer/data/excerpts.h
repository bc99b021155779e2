#pragma once

#include "audio/clip.h"
#include "data/clip_file.h"
#include "data/data_spec.h"
#include "data/recordings.h"

namespace earshot {

/// The samples of an excerpt; those that lie beyond the clip's end are missing.
Clip cut(const Clip& clip, const Excerpt& excerpt);

/// Recordings whose clips are the excerpts of those given, each in the order of time: as many of the seconds
/// that their source wants as fit into the clip, one every hop_seconds. What is left at a clip's end is
/// dropped; a clip shorter than one excerpt, or of a source that wants none, stays whole.
Recordings cut_excerpts(const Recordings& recordings, const std::vector<SourceSpec>& sources);

}  // namespace earshot
