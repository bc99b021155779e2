#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "audio/clip.h"

namespace earshot {

/// The longest clip that is read: 23 minutes at 48 kHz.
inline constexpr std::size_t kMaxWavSamples = std::size_t{1} << 26;

/// Reads a RIFF/WAVE file: PCM of 8, 16, 24 or 32 bits, IEEE float of 32 or 64 bits, plain or
/// WAVE_FORMAT_EXTENSIBLE, any channel count and rate. Scaling as libsndfile: value / 2^(bits-1), 8-bit is
/// (value - 128) / 128, floats pass unclipped.
/// A streamed file, whose sizes were never filled in (0 or 0xFFFFFFFF for both the RIFF and the data chunk),
/// holds samples up to its end. Samples of an incomplete last frame are left out. `name` is used in messages.
/// Throws Error for anything else: not a WAV, cut short, no samples, a codec that is not PCM or float, NaN or
/// infinite samples, more than `max_samples` samples per channel.
Clip read_wav(std::span<const std::byte> bytes, std::string_view name,
              std::size_t max_samples = kMaxWavSamples);

/// Writes 16-bit PCM; samples beyond full scale are clipped. Throws Error for a clip that does not fit a WAV
/// file (4 GB).
std::vector<std::byte> write_wav(const Clip& clip);

}  // namespace earshot
