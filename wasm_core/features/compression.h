#pragma once

#include <span>

#include "features/front_end_spec.h"

namespace earshot {

/// Compresses power values in place. Decibels as librosa.power_to_db:
/// 10 log10(max(amin, x)) - 10 log10(max(amin, reference)), then nothing below its maximum - top_db.
/// Log: ln(x + epsilon).
void compress(std::span<float> values, const CompressionSpec& spec);

}  // namespace earshot
