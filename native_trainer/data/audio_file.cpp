#include "data/audio_file.h"

#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "audio/wav.h"
#include "data/files.h"
#include "error.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 30;

bool is_wave(const std::vector<std::byte>& bytes) {
  return bytes.size() >= 4 && std::memcmp(bytes.data(), "RIFF", 4) == 0;
}

/// The bytes of a file as libsndfile wants to see them.
struct MemoryFile {
  const std::vector<std::byte>* bytes;
  sf_count_t position = 0;

  sf_count_t size() const { return static_cast<sf_count_t>(bytes->size()); }
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
            std::memcpy(out, m.bytes->data() + m.position, static_cast<std::size_t>(given));
            m.position += given;
            return given;
          },
      .write = [](const void*, sf_count_t, void*) -> sf_count_t { return 0; },
      .tell = [](void* file) { return memory(file).position; },
  };
}

Clip read_with_sndfile(const std::vector<std::byte>& bytes, const fs::path& path) {
  MemoryFile file{&bytes};
  SF_VIRTUAL_IO functions = memory_functions();
  SF_INFO info{};
  const std::unique_ptr<SNDFILE, decltype(&sf_close)> sound(
      sf_open_virtual(&functions, SFM_READ, &info, &file), &sf_close);
  if (!sound) throw Error(path.string() + ": is not audio that can be read (" + sf_strerror(nullptr) + ")");
  if (info.frames <= 0) throw Error(path.string() + ": has no samples");
  if (static_cast<std::size_t>(info.frames) > kMaxWavSamples) {
    throw Error(path.string() + ": holds " + std::to_string(info.frames / info.samplerate / 60) +
                " minutes of audio, more than the " +
                std::to_string(kMaxWavSamples / static_cast<std::size_t>(info.samplerate) / 60) +
                " that are read at its rate; cut it into shorter clips");
  }

  const auto frames = static_cast<std::size_t>(info.frames);
  const auto channels = static_cast<std::size_t>(info.channels);
  std::vector<float> interleaved(frames * channels);
  const sf_count_t got = sf_readf_float(sound.get(), interleaved.data(), info.frames);
  if (got != info.frames) {
    throw Error(path.string() + ": is truncated: " + std::to_string(got) + " of " + std::to_string(frames) +
                " samples can be read");
  }
  if (!std::ranges::all_of(interleaved, [](float x) { return std::isfinite(x); })) {
    throw Error(path.string() + ": holds samples that are not finite numbers");
  }
  Clip clip{.sample_rate = info.samplerate, .channels = std::vector(channels, std::vector<float>(frames))};
  for (std::size_t frame = 0; frame < frames; ++frame) {
    for (std::size_t channel = 0; channel < channels; ++channel) {
      clip.channels[channel][frame] = interleaved[frame * channels + channel];
    }
  }
  return clip;
}

}  // namespace

Clip read_audio_file(const fs::path& path) {
  std::error_code failure;
  if (const auto size = fs::file_size(path, failure); !failure && size > kMostBytes) {
    throw Error(path.string() + ": is larger than a gigabyte; cut it into shorter clips");
  }
  const std::vector<std::byte> bytes = read_file(path);
  if (bytes.empty()) throw Error(path.string() + ": is empty");
  return is_wave(bytes) ? read_wav(bytes, path.string()) : read_with_sndfile(bytes, path);
}

bool has_audio_name(const std::filesystem::path& path) {
  static constexpr std::array<std::string_view, 9> kExtensions = {".wav", ".flac", ".ogg", ".oga", ".opus",
                                                                  ".mp3", ".aiff", ".aif", ".au"};
  std::string extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return std::tolower(c); });
  return !path.filename().string().starts_with('.') && std::ranges::contains(kExtensions, extension);
}

}  // namespace earshot
