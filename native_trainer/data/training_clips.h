#pragma once

#include <cstdint>
#include <vector>

#include "data/data_spec.h"
#include "data/recordings.h"

namespace earshot {

/// Makes of the recordings that are trained with what an epoch holds: the clips of a source as often as it
/// wants, and scrambled ones (ScrambledSpec), in this order. The seed draws which are scrambled and where.
void make_training_clips(Recordings& recordings, const DataSpec& spec, std::uint64_t seed);

/// The clip with its halves exchanged, cut near the middle at a zero crossing of its mean channel, so that
/// nothing clicks. `share` of the clip comes behind, 0 to 1.
Clip exchange_halves(const Clip& clip, double share);

}  // namespace earshot
