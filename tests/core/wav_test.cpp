#include "audio/wav.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>

#include "core/signals.h"
#include "error.h"

namespace earshot {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Bytes = std::vector<std::byte>;

void put(Bytes& out, std::string_view text) {
  for (const char letter : text) out.push_back(static_cast<std::byte>(letter));
}

void put(Bytes& out, std::uint64_t value, int size) {
  for (int i = 0; i < size; ++i) out.push_back(static_cast<std::byte>(value >> (8 * i)));
}

Bytes numbers(std::initializer_list<std::uint64_t> values, int size) {
  Bytes out;
  for (const std::uint64_t value : values) put(out, value, size);
  return out;
}

/// A WAV file, piece by piece, so that each can be wrong.
struct File {
  std::uint16_t codec = 1;
  std::uint16_t channels = 1;
  std::uint32_t sample_rate = 8000;
  std::uint16_t bits = 16;
  Bytes format_extension{};
  Bytes chunk_before_data{};
  Bytes samples = numbers({1, 2}, 2);
  std::optional<std::uint32_t> riff_size{};
  std::optional<std::uint32_t> data_size{};

  Bytes bytes() const {
    Bytes body;
    put(body, "WAVEfmt ");
    put(body, 16 + format_extension.size(), 4);
    put(body, codec, 2);
    put(body, channels, 2);
    put(body, sample_rate, 4);
    put(body, std::uint64_t{sample_rate} * channels * bits / 8, 4);
    put(body, channels * bits / 8u, 2);
    put(body, bits, 2);
    body.insert(body.end(), format_extension.begin(), format_extension.end());
    body.insert(body.end(), chunk_before_data.begin(), chunk_before_data.end());
    put(body, "data");
    put(body, data_size.value_or(static_cast<std::uint32_t>(samples.size())), 4);
    body.insert(body.end(), samples.begin(), samples.end());

    Bytes file;
    put(file, "RIFF");
    put(file, riff_size.value_or(static_cast<std::uint32_t>(body.size())), 4);
    file.insert(file.end(), body.begin(), body.end());
    return file;
  }

  std::vector<float> mono() const { return read_wav(bytes(), "a.wav").channels.at(0); }
};

std::string refusal(const Bytes& bytes) {
  try {
    read_wav(bytes, "a.wav");
  } catch (const Error& error) {
    return error.what();
  }
  return "read";
}

TEST(Wav, ScalesEveryDepthToFullScale) {
  EXPECT_THAT((File{.bits = 8, .samples = numbers({0, 128, 255}, 1)}).mono(),
              ElementsAre(-1.0f, 0.0f, 127.0f / 128));
  EXPECT_THAT((File{.bits = 16, .samples = numbers({0x8000, 0, 0x7FFF}, 2)}).mono(),
              ElementsAre(-1.0f, 0.0f, 32767.0f / 32768));
  EXPECT_THAT((File{.bits = 24, .samples = numbers({0x800000, 1, 0x400000}, 3)}).mono(),
              ElementsAre(-1.0f, 1.0f / 8388608, 0.5f));
  EXPECT_THAT((File{.bits = 32, .samples = numbers({0x80000000, 0, 0x40000000}, 4)}).mono(),
              ElementsAre(-1.0f, 0.0f, 0.5f));
}

TEST(Wav, PassesFloatsUnclipped) {
  const auto f32 = [](float x) { return std::uint64_t{std::bit_cast<std::uint32_t>(x)}; };
  const auto f64 = [](double x) { return std::bit_cast<std::uint64_t>(x); };
  EXPECT_THAT((File{.codec = 3, .bits = 32, .samples = numbers({f32(1.5f), f32(-1e-42f)}, 4)}).mono(),
              ElementsAre(1.5f, -1e-42f));
  EXPECT_THAT((File{.codec = 3, .bits = 64, .samples = numbers({f64(-2.25), f64(0.1)}, 8)}).mono(),
              ElementsAre(-2.25f, 0.1f));
}

TEST(Wav, SeparatesChannelsAndKeepsTheRate) {
  const File file{.channels = 3, .sample_rate = 44100, .samples = numbers({1, 2, 3, 4, 5, 6}, 2)};
  const Clip clip = read_wav(file.bytes(), "a.wav");
  EXPECT_EQ(clip.sample_rate, 44100);
  ASSERT_EQ(clip.channels.size(), 3u);
  EXPECT_THAT(clip.channels[1], ElementsAre(2.0f / 32768, 5.0f / 32768));
}

/// What a WAVE_FORMAT_EXTENSIBLE header adds.
Bytes extension(std::uint16_t codec, std::uint8_t guid_end = 0x71) {
  Bytes out;
  put(out, 22, 2);
  put(out, 16, 2);
  put(out, 0, 4);
  put(out, codec, 2);
  for (const int byte : {0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B})
    put(out, static_cast<unsigned>(byte), 1);
  put(out, guid_end, 1);
  return out;
}

TEST(Wav, ReadsExtensible) {
  EXPECT_EQ((File{.codec = 0xFFFE, .format_extension = extension(1)}).mono().size(), 2u);
  EXPECT_THAT(refusal(File{.codec = 0xFFFE, .format_extension = extension(1, 0x72)}.bytes()),
              HasSubstr("not read"));
  EXPECT_THAT(refusal(File{.codec = 0xFFFE}.bytes()), HasSubstr("damaged header"));
}

TEST(Wav, PassesOverOtherChunksOfEvenAndOddSize) {
  for (const std::size_t size : {4u, 5u}) {
    Bytes chunk;
    put(chunk, "LIST");
    put(chunk, size, 4);
    chunk.resize(chunk.size() + size + size % 2);
    EXPECT_THAT((File{.chunk_before_data = chunk}).mono(), ElementsAre(1.0f / 32768, 2.0f / 32768)) << size;
  }
}

TEST(Wav, ReadsStreamedFilesToTheirEnd) {
  for (const std::uint32_t unknown : {0u, 0xFFFFFFFFu}) {
    const File file{.samples = numbers({1, 2, 3}, 2), .riff_size = unknown, .data_size = unknown};
    EXPECT_EQ(file.mono().size(), 3u);
  }
}

TEST(Wav, RefusesAnHonestFileWithoutSamples) {
  Bytes file = File{.samples = {}}.bytes();
  EXPECT_THAT(refusal(file), HasSubstr("no samples"));
  // A chunk after the empty data chunk is no audio.
  put(file, "LIST");
  put(file, 2, 4);
  put(file, 7, 2);
  EXPECT_THAT(refusal(file), HasSubstr("no samples"));
}

TEST(Wav, RefusesEveryTruncation) {
  const Bytes whole = File{.samples = numbers({1, 2, 3, 4}, 2)}.bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(refusal({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)}), "read") << size;
  }
  EXPECT_EQ(refusal(whole), "read");
}

TEST(Wav, RefusesHeadersThatClaimMoreThanThereIs) {
  EXPECT_THAT(refusal(File{.data_size = 3'000'000'000}.bytes()), HasSubstr("a.wav: is cut short"));
  Bytes chunk;
  put(chunk, "LIST");
  put(chunk, 0xFFFFFFF0, 4);
  EXPECT_THAT(refusal(File{.chunk_before_data = chunk}.bytes()), HasSubstr("cut short"));
}

TEST(Wav, RefusesWhatIsNotAWav) {
  EXPECT_THAT(refusal({}), HasSubstr("a.wav: is empty"));
  Bytes text;
  put(text, "This is a text about audio, and no audio.");
  EXPECT_THAT(refusal(text), HasSubstr("not a WAV file"));
  EXPECT_THAT(refusal(File{.channels = 0}.bytes()), HasSubstr("no channels"));
  EXPECT_THAT(refusal(File{.sample_rate = 0}.bytes()), HasSubstr("sample rate of 0"));
  EXPECT_THAT(refusal(File{.codec = 85}.bytes()), HasSubstr("codec 85"));
  EXPECT_THAT(refusal(File{.bits = 12}.bytes()), HasSubstr("12 bits"));
}

TEST(Wav, RefusesNanAndInfinity) {
  for (const float wrong : {std::nanf(""), std::numeric_limits<float>::infinity()}) {
    const File file{.codec = 3, .bits = 32, .samples = numbers({0, std::bit_cast<std::uint32_t>(wrong)}, 4)};
    EXPECT_THAT(refusal(file.bytes()), HasSubstr("NaN or infinite samples (the first is number 1)"));
  }
}

TEST(Wav, RefusesClipsBeyondTheLimit) {
  const Bytes bytes = File{.samples = numbers({1, 2, 3}, 2)}.bytes();
  EXPECT_EQ(read_wav(bytes, "a.wav", 3).samples(), 3u);
  EXPECT_THROW(read_wav(bytes, "a.wav", 2), Error);
}

TEST(Wav, IsReadPieceByPieceToo) {
  const Bytes bytes = File{.channels = 2, .samples = numbers({1, 2, 3, 4, 5, 6}, 2)}.bytes();
  const Clip whole = read_wav(bytes, "a.wav");
  const WavReader reader(bytes, "a.wav");
  EXPECT_EQ(reader.sample_rate(), whole.sample_rate);
  ASSERT_EQ(reader.samples(), 3u);
  const Clip end = reader.read(1, 2);
  ASSERT_EQ(end.channels.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_THAT(end.channels[i], ElementsAre(whole.channels[i][1], whole.channels[i][2]));
  }
  EXPECT_EQ(reader.read(3, 0).samples(), 0u);
}

TEST(Wav, SurvivesEverySingleWrongByte) {
  const Bytes whole = File{.channels = 2, .samples = numbers({1, 2, 3, 4}, 2)}.bytes();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (int value = 0; value < 256; ++value) {
      Bytes wrong = whole;
      wrong[at] = static_cast<std::byte>(value);
      refusal(wrong);  // an Error or a clip, nothing else
    }
  }
}

TEST(Wav, WritesWhatItReads) {
  const Clip clip{16000, {{0.0f, 0.5f, -1.0f, 32767.0f / 32768}, {1.0f / 32768, 0.25f, 2.0f, -3.0f}}};
  const Clip read = read_wav(write_wav(clip), "a.wav");
  EXPECT_EQ(read.sample_rate, clip.sample_rate);
  EXPECT_EQ(read.channels[0], clip.channels[0]);
  EXPECT_THAT(read.channels[1], ElementsAre(1.0f / 32768, 0.25f, 32767.0f / 32768, -1.0f));
  EXPECT_THROW(write_wav({}), Error);
}

}  // namespace
}  // namespace earshot
