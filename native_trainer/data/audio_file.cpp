#include "data/audio_file.h"

#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "audio/wav.h"
#include "data/files.h"
#include "data/mapped_file.h"
#include "error.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 30;

using Bytes = std::span<const std::byte>;

/// Gives the samples of a file from its beginning to its end.
class Decoder {
 public:
  virtual ~Decoder() = default;
  virtual int sample_rate() const = 0;
  virtual std::size_t samples() const = 0;
  /// The next `count`, which must be there.
  virtual Clip read(std::size_t count) = 0;
};

class WavDecoder : public Decoder {
 public:
  WavDecoder(Bytes bytes, const fs::path& path) : reader_(bytes, path.string()) {}

  int sample_rate() const override { return reader_.sample_rate(); }
  std::size_t samples() const override { return reader_.samples(); }
  Clip read(std::size_t count) override { return reader_.read(std::exchange(at_, at_ + count), count); }

 private:
  WavReader reader_;
  std::size_t at_ = 0;
};

/// The bytes of a file as libsndfile wants to see them.
struct MemoryFile {
  Bytes bytes;
  sf_count_t position = 0;

  sf_count_t size() const { return static_cast<sf_count_t>(bytes.size()); }
};

MemoryFile& memory(void* user_data) {
  return *static_cast<MemoryFile*>(user_data);
}

SF_VIRTUAL_IO memory_functions() {
  return {
      .get_filelen = [](void* file) { return memory(file).size(); },
      .seek =
          [](sf_count_t offset, int whence, void* file) {
            MemoryFile& m = memory(file);
            const sf_count_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? m.position : m.size();
            m.position = std::clamp<sf_count_t>(base + offset, 0, m.size());
            return m.position;
          },
      .read =
          [](void* out, sf_count_t count, void* file) {
            MemoryFile& m = memory(file);
            const sf_count_t given = std::min(count, m.size() - m.position);
            std::memcpy(out, m.bytes.data() + m.position, static_cast<std::size_t>(given));
            m.position += given;
            return given;
          },
      .write = [](const void*, sf_count_t, void*) -> sf_count_t { return 0; },
      .tell = [](void* file) { return memory(file).position; },
  };
}

class SndfileDecoder : public Decoder {
 public:
  SndfileDecoder(Bytes bytes, const fs::path& path)
      : name_(path.string()),
        file_{bytes},
        functions_(memory_functions()),
        sound_(sf_open_virtual(&functions_, SFM_READ, &info_, &file_), &sf_close) {
    if (!sound_) throw Error(name_ + ": is not audio that can be read (" + sf_strerror(nullptr) + ")");
    if (info_.frames <= 0) throw Error(name_ + ": has no samples");
  }

  int sample_rate() const override { return info_.samplerate; }
  std::size_t samples() const override { return static_cast<std::size_t>(info_.frames); }

  Clip read(std::size_t count) override {
    const auto channels = static_cast<std::size_t>(info_.channels);
    std::vector<float> interleaved(count * channels);
    const auto wanted = static_cast<sf_count_t>(count);
    const sf_count_t got = sf_readf_float(sound_.get(), interleaved.data(), wanted);
    given_ += got;
    if (got != wanted) {
      throw Error(name_ + ": is truncated: " + std::to_string(given_) + " of " +
                  std::to_string(info_.frames) + " samples can be read");
    }
    if (!std::ranges::all_of(interleaved, [](float x) { return std::isfinite(x); })) {
      throw Error(name_ + ": holds samples that are not finite numbers");
    }
    Clip clip{.sample_rate = sample_rate(), .channels = std::vector(channels, std::vector<float>(count))};
    for (std::size_t frame = 0; frame < count; ++frame) {
      for (std::size_t channel = 0; channel < channels; ++channel) {
        clip.channels[channel][frame] = interleaved[frame * channels + channel];
      }
    }
    return clip;
  }

 private:
  std::string name_;
  MemoryFile file_;
  SF_VIRTUAL_IO functions_;
  SF_INFO info_{};
  std::unique_ptr<SNDFILE, decltype(&sf_close)> sound_;
  sf_count_t given_ = 0;
};

/// `bytes`, all of the file, must outlive it.
std::unique_ptr<Decoder> open_decoder(Bytes bytes, const fs::path& path) {
  if (bytes.empty()) throw Error(path.string() + ": is empty");
  const bool wave = bytes.size() >= 4 && std::memcmp(bytes.data(), "RIFF", 4) == 0;
  if (wave) return std::make_unique<WavDecoder>(bytes, path);
  return std::make_unique<SndfileDecoder>(bytes, path);
}

}  // namespace

Clip read_audio_file(const fs::path& path) {
  std::error_code failure;
  if (const auto size = fs::file_size(path, failure); !failure && size > kMostBytes) {
    throw Error(path.string() + ": is larger than a gigabyte; cut it into shorter clips");
  }
  const std::vector<std::byte> bytes = read_file(path);
  const std::unique_ptr<Decoder> decoder = open_decoder(bytes, path);
  const std::size_t samples = decoder->samples();
  if (samples > kMaxWavSamples) {
    const auto per_minute = static_cast<std::size_t>(decoder->sample_rate()) * 60;
    throw Error(path.string() + ": holds " + std::to_string(samples / per_minute) +
                " minutes of audio, more than the " + std::to_string(kMaxWavSamples / per_minute) +
                " that are read at its rate; cut it into shorter clips");
  }
  return decoder->read(samples);
}

struct AudioReader::Source {
  explicit Source(const fs::path& path) : file(path), decoder(open_decoder(file.bytes(), path)) {}

  MappedFile file;
  std::unique_ptr<Decoder> decoder;
  std::size_t at = 0;
};

AudioReader::AudioReader(const fs::path& path) : source_(std::make_unique<Source>(path)) {}

AudioReader::AudioReader(AudioReader&&) noexcept = default;

AudioReader::~AudioReader() = default;

int AudioReader::sample_rate() const {
  return source_->decoder->sample_rate();
}

std::size_t AudioReader::samples() const {
  return source_->decoder->samples();
}

Clip AudioReader::read(std::size_t count) {
  const std::size_t given = std::min(count, samples() - source_->at);
  source_->at += given;
  return source_->decoder->read(given);
}

}  // namespace earshot
