#pragma once

#include <cstddef>
#include <span>

#include "audio/clip.h"
#include "audio/sound_span.h"

namespace earshot {

enum class NeighborSide { before, after };

/// Another sound close to that of a clip, as where words follow each other in less time than a window lasts.
/// It ends `gap` samples before `sound`, or begins as many after it, and has the mean power of `sound` in
/// `clip`, `decibels` more. What lies beyond the clip's ends is lost; nothing is changed where one of them is
/// silent.
void add_neighbor(Clip& clip, const SampleSpan& sound, std::span<const float> neighbor, NeighborSide side,
                  std::size_t gap, double decibels);

}  // namespace earshot
