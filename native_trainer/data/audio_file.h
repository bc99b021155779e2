#pragma once

#include <filesystem>

#include "audio/clip.h"

namespace earshot {

/// Decodes a recording: RIFF/WAVE by the reader that the page uses, all else (FLAC, Ogg, MP3, AIFF ...) by
/// libsndfile. Throws Error naming the file when it is missing, empty, truncated, not audio, without samples,
/// longer than kMaxWavSamples, larger than a gigabyte, or holds NaN or infinite samples.
Clip read_audio_file(const std::filesystem::path& path);

/// Whether a file's name is that of a recording (wav, flac, ogg ...), and not a hidden file's.
bool has_audio_name(const std::filesystem::path& path);

}  // namespace earshot
