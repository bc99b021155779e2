#pragma once

#include <cstddef>

#include "audio/clip.h"
#include "data/augmentation_spec.h"
#include "random.h"

namespace earshot {

/// A clip of `samples` samples: a shorter one lies at a drawn place between zeros, of a longer one a drawn
/// part is kept. Unchanged where the spec wants neither.
Clip place(const Clip& clip, std::size_t samples, const PlacementSpec& spec, Random& random);

}  // namespace earshot
