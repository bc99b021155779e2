#include "audio/wav.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "error.h"

// Layout: Microsoft, "Multimedia Programming Interface and Data Specifications 1.0" (RIFF), and "Multiple
// channel audio data and WAVE files" (WAVE_FORMAT_EXTENSIBLE).

namespace earshot {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::uint32_t kUnknownSize = 0xFFFFFFFF;

constexpr std::uint16_t kPcm = 1;
constexpr std::uint16_t kFloat = 3;
constexpr std::uint16_t kExtensible = 0xFFFE;

/// A sub-format is a GUID: the codec's number, then these bytes.
constexpr std::array<std::uint8_t, 14> kGuidTail = {0, 0, 0,    0, 0x10, 0,    0x80,
                                                    0, 0, 0xAA, 0, 0x38, 0x9B, 0x71};

template <int size>
std::uint64_t little_endian(const std::byte* at) {
  std::uint64_t value = 0;
  for (int i = 0; i < size; ++i) value |= std::to_integer<std::uint64_t>(at[i]) << (8 * i);
  return value;
}

std::uint32_t u32(Bytes bytes, std::size_t at) {
  return static_cast<std::uint32_t>(little_endian<4>(&bytes[at]));
}
std::uint16_t u16(Bytes bytes, std::size_t at) {
  return static_cast<std::uint16_t>(little_endian<2>(&bytes[at]));
}

bool has_tag(Bytes bytes, std::size_t at, std::string_view tag) {
  for (std::size_t i = 0; i < tag.size(); ++i) {
    if (std::to_integer<char>(bytes[at + i]) != tag[i]) return false;
  }
  return true;
}

bool was_streamed(std::uint32_t size) {
  return size == 0 || size == kUnknownSize;
}

template <int bits>
double signed_value(std::uint64_t raw) {
  // Shifted up to the sign bit of 64 bits and down again: the sign spreads.
  const std::int64_t value = static_cast<std::int64_t>(raw << (64 - bits)) >> (64 - bits);
  return static_cast<double>(value) / static_cast<double>(std::int64_t{1} << (bits - 1));
}

void append(std::vector<std::byte>& out, std::string_view tag) {
  for (const char letter : tag) out.push_back(static_cast<std::byte>(letter));
}

void append(std::vector<std::byte>& out, std::uint32_t value, int size) {
  for (int i = 0; i < size; ++i) out.push_back(static_cast<std::byte>(value >> (8 * i)));
}

}  // namespace

WavReader::WavReader(Bytes bytes, std::string_view name) : bytes_(bytes), name_(name) {
  find_chunks();
  if (samples() == 0) fail("holds no samples");
}

void WavReader::fail(const std::string& problem) const {
  throw Error(name_ + ": " + problem);
}

void WavReader::fail_short() const {
  fail("is cut short; copy or record it again");
}

void WavReader::find_chunks() {
  if (bytes_.empty()) fail("is empty");
  if (bytes_.size() < 12 || !has_tag(bytes_, 8, "WAVE") || !has_tag(bytes_, 0, "RIFF")) {
    fail("is not a WAV file");
  }
  const bool streamed = was_streamed(u32(bytes_, 4));
  bool has_format = false;
  // A chunk is a tag, its size, and that many bytes, padded to an even count.
  for (std::size_t at = 12; at + 8 <= bytes_.size();) {
    const std::size_t size = u32(bytes_, at + 4);
    const Bytes rest = bytes_.subspan(at + 8);
    if (has_tag(bytes_, at, "data")) {
      if (!has_format) fail("has samples before their format; save it again as a WAV file");
      const bool to_the_end = streamed && was_streamed(u32(bytes_, at + 4));
      if (size > rest.size() && !to_the_end) fail_short();
      data_ = to_the_end ? rest : rest.first(size);
      return;
    }
    if (size > rest.size()) fail_short();
    if (has_tag(bytes_, at, "fmt ")) {
      read_format(rest.first(size));
      has_format = true;
    }
    at += 8 + size + size % 2;
  }
  fail_short();
}

void WavReader::read_format(Bytes chunk) {
  if (chunk.size() < 16) fail("has a damaged header");
  format_ = {u16(chunk, 0), u16(chunk, 2), u32(chunk, 4), u16(chunk, 14)};
  if (format_.codec == kExtensible) {
    if (chunk.size() < 40) fail("has a damaged header");
    const bool known =
        std::ranges::equal(chunk.subspan(26, kGuidTail.size()), kGuidTail,
                           [](std::byte a, std::uint8_t b) { return std::to_integer<int>(a) == b; });
    format_.codec = known ? u16(chunk, 24) : std::uint16_t{0};
  }
  const bool pcm = format_.codec == kPcm &&
                   (format_.bits == 8 || format_.bits == 16 || format_.bits == 24 || format_.bits == 32);
  const bool floating = format_.codec == kFloat && (format_.bits == 32 || format_.bits == 64);
  if (!pcm && !floating) {
    fail("is coded in a way that is not read (codec " + std::to_string(format_.codec) + ", " +
         std::to_string(format_.bits) + " bits); save it as PCM or float");
  }
  if (format_.channels == 0) fail("has no channels");
  if (format_.sample_rate == 0 || format_.sample_rate > std::numeric_limits<std::int32_t>::max()) {
    fail("has a sample rate of " + std::to_string(format_.sample_rate) + " Hz");
  }
  if (u16(chunk, 12) != format_.frame_bytes()) fail("has a damaged header");
}

Clip WavReader::read(std::size_t begin, std::size_t count) const {
  assert(begin + count <= samples());
  Clip clip{sample_rate(), std::vector(format_.channels, std::vector<float>(count))};
  if (format_.codec == kPcm) {
    switch (format_.bits) {
      case 8:
        decode<1>(begin, clip, [](std::uint64_t raw) { return (static_cast<double>(raw) - 128.0) / 128.0; });
        break;
      case 16:
        decode<2>(begin, clip, signed_value<16>);
        break;
      case 24:
        decode<3>(begin, clip, signed_value<24>);
        break;
      default:
        decode<4>(begin, clip, signed_value<32>);
    }
  } else if (format_.bits == 32) {
    decode<4>(begin, clip, [](std::uint64_t raw) {
      return double{std::bit_cast<float>(static_cast<std::uint32_t>(raw))};
    });
  } else {
    decode<8>(begin, clip, [](std::uint64_t raw) { return std::bit_cast<double>(raw); });
  }
  return clip;
}

template <int size, typename Convert>
void WavReader::decode(std::size_t begin, Clip& clip, Convert convert) const {
  const std::byte* at = data_.data() + begin * format_.frame_bytes();
  for (std::size_t i = 0; i < clip.samples(); ++i) {
    for (std::vector<float>& channel : clip.channels) {
      channel[i] = static_cast<float>(convert(little_endian<size>(at)));
      if (!std::isfinite(channel[i]))
        fail("holds NaN or infinite samples (the first is number " + std::to_string(begin + i) +
             "); save it again");
      at += size;
    }
  }
}

Clip read_wav(std::span<const std::byte> bytes, std::string_view name, std::size_t max_samples) {
  const WavReader reader(bytes, name);
  const std::size_t samples = reader.samples();
  if (samples > max_samples) {
    const auto rate = static_cast<std::size_t>(reader.sample_rate());
    throw Error(std::string(name) + ": holds " + std::to_string(samples / rate / 60) +
                " minutes of audio, more than the " + std::to_string(max_samples / rate / 60) +
                " that are read at its rate; cut it into shorter clips");
  }
  return reader.read(0, samples);
}

std::vector<std::byte> write_wav(const Clip& clip) {
  constexpr std::size_t kHeader = 44;
  const std::size_t frame_bytes = clip.channels.size() * 2;
  const std::size_t data_bytes = clip.samples() * frame_bytes;
  if (clip.channels.empty() || frame_bytes > 0xFFFF || data_bytes > kUnknownSize - kHeader) {
    throw Error("a clip of " + std::to_string(clip.channels.size()) + " channels and " +
                std::to_string(clip.samples()) + " samples does not fit a WAV file");
  }

  std::vector<std::byte> out;
  out.reserve(kHeader + data_bytes);
  append(out, "RIFF");
  append(out, static_cast<std::uint32_t>(kHeader - 8 + data_bytes), 4);
  append(out, "WAVEfmt ");
  append(out, 16, 4);
  append(out, kPcm, 2);
  append(out, static_cast<std::uint32_t>(clip.channels.size()), 2);
  append(out, static_cast<std::uint32_t>(clip.sample_rate), 4);
  append(out, static_cast<std::uint32_t>(static_cast<std::size_t>(clip.sample_rate) * frame_bytes), 4);
  append(out, static_cast<std::uint32_t>(frame_bytes), 2);
  append(out, 16, 2);
  append(out, "data");
  append(out, static_cast<std::uint32_t>(data_bytes), 4);
  for (std::size_t i = 0; i < clip.samples(); ++i) {
    for (const std::vector<float>& channel : clip.channels) {
      assert(channel.size() == clip.samples());
      const float value = std::clamp(std::round(channel[i] * 32768.0f), -32768.0f, 32767.0f);
      append(out, static_cast<std::uint32_t>(static_cast<std::int32_t>(value)), 2);
    }
  }
  return out;
}

}  // namespace earshot
