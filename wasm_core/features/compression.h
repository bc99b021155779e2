#pragma once

#include <span>

#include "features/front_end_spec.h"

namespace earshot {

/// Compresses power values in place. Decibels as librosa.power_to_db:
/// 10 log10(max(amin, x)) - 10 log10(max(amin, reference)), then nothing below its maximum - top_db.
/// Log: ln(x + epsilon). The two steps below, one after the other.
void compress(std::span<float> values, const CompressionSpec& spec);

/// What can be said of each value by itself: 10 log10(max(amin, x)), or ln(x + epsilon).
void compress_each(std::span<float> values, const CompressionSpec& spec);

/// What depends on the greatest of all values: the reference, and nothing below top_db.
void compress_together(std::span<float> values, const CompressionSpec& spec);

}  // namespace earshot
