#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "audio/clip.h"

namespace earshot {

/// Reads a RIFF/WAVE file: PCM of 8, 16, 24 or 32 bits, IEEE float of 32 or 64 bits, plain or
/// WAVE_FORMAT_EXTENSIBLE, any channel count and rate. Scaling as libsndfile: value / 2^(bits-1), 8-bit is
/// (value - 128) / 128, floats pass unclipped.
/// `name` is used in messages. Throws Error for anything else: not a WAV, truncated header, no samples, a codec
/// that is not PCM or float, NaN or infinite samples, more samples than `max_samples` per channel.
Clip read_wav(std::span<const std::byte> bytes, std::string_view name);

/// Writes 16-bit PCM; samples beyond +-1 are clipped.
std::vector<std::byte> write_wav(const Clip& clip);

}  // namespace earshot
