#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

#include "audio/clip.h"

namespace earshot {

/// Decodes a recording: RIFF/WAVE by the reader that the page uses, all else (FLAC, Ogg, MP3, AIFF ...) by
/// libsndfile. Throws Error naming the file when it is missing, empty, truncated, not audio, without samples,
/// longer than kMaxWavSamples, larger than a gigabyte, or holds NaN or infinite samples.
Clip read_audio_file(const std::filesystem::path& path);

/// Decodes a recording piece by piece, likewise, but however long it is.
class AudioReader {
 public:
  /// Throws Error as read_audio_file does, but for what only decoding tells.
  explicit AudioReader(const std::filesystem::path& path);
  AudioReader(AudioReader&&) noexcept;
  ~AudioReader();

  int sample_rate() const;      ///< Hz
  std::size_t samples() const;  ///< per channel, in all

  /// The next samples of all channels: `count` of them, fewer at the end, none after it. Throws Error when
  /// the file turns out to be truncated, or holds NaN or infinite samples.
  Clip read(std::size_t count);

 private:
  struct Source;
  std::unique_ptr<Source> source_;
};

}  // namespace earshot
