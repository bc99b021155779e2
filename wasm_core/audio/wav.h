#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audio/clip.h"

namespace earshot {

/// The longest clip that is read: 23 minutes at 48 kHz.
inline constexpr std::size_t kMaxWavSamples = std::size_t{1} << 26;

/// Reads a RIFF/WAVE file piece by piece: PCM of 8, 16, 24 or 32 bits, IEEE float of 32 or 64 bits, plain or
/// WAVE_FORMAT_EXTENSIBLE, any channel count and rate. Scaling as libsndfile: value / 2^(bits-1), 8-bit is
/// (value - 128) / 128, floats pass unclipped.
/// A streamed file, whose sizes were never filled in (0 or 0xFFFFFFFF for both the RIFF and the data chunk),
/// holds samples up to its end. Samples of an incomplete last frame are left out.
class WavReader {
 public:
  /// `bytes`, the whole file, must outlive it; `name` is used in messages. Throws Error for anything else:
  /// not a WAV, cut short, no samples, a codec that is not PCM or float.
  WavReader(std::span<const std::byte> bytes, std::string_view name);

  int sample_rate() const { return static_cast<int>(format_.sample_rate); }     ///< Hz
  std::size_t samples() const { return data_.size() / format_.frame_bytes(); }  ///< per channel

  /// Samples `begin` to `begin + count` of every channel, which must be there. Throws Error for NaN or
  /// infinite samples.
  Clip read(std::size_t begin, std::size_t count) const;

 private:
  struct Format {
    std::uint16_t codec = 0;
    std::uint16_t channels = 0;
    std::uint32_t sample_rate = 0;
    std::uint16_t bits = 0;

    std::size_t frame_bytes() const { return std::size_t{channels} * (bits / 8u); }
  };

  [[noreturn]] void fail(const std::string& problem) const;
  [[noreturn]] void fail_short() const;
  void find_chunks();
  void read_format(std::span<const std::byte> chunk);
  template <int size, typename Convert>
  void decode(std::size_t begin, Clip& clip, Convert convert) const;

  std::span<const std::byte> bytes_;
  std::string name_;
  Format format_;
  std::span<const std::byte> data_;
};

/// Reads a WAV file as a whole. Throws Error as WavReader does, and for more than `max_samples` samples per
/// channel.
Clip read_wav(std::span<const std::byte> bytes, std::string_view name,
              std::size_t max_samples = kMaxWavSamples);

/// Writes 16-bit PCM; samples beyond full scale are clipped. Throws Error for a clip that does not fit a WAV
/// file (4 GB).
std::vector<std::byte> write_wav(const Clip& clip);

}  // namespace earshot
