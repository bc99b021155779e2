#include "data/synthetic_data.h"

#include <cstdlib>
#include <format>
#include <string>
#include <utility>

#include "data/synthetic_songs.h"
#include "data/synthetic_voices.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

fs::path cache_folder() {
  if (const char* cache = std::getenv("EARSHOT_CACHE")) return cache;
  if (const char* home = std::getenv("HOME")) return fs::path(home) / ".cache" / "earshot";
  return fs::temp_directory_path() / "earshot";
}

}  // namespace

const char* making(SyntheticData data) {
  switch (data) {
    case SyntheticData::digits:
      return "Speaking digits";
    case SyntheticData::words:
      return "Speaking words";
    case SyntheticData::songs:
      return "Humming songs";
  }
  std::unreachable();
}

fs::path synthetic_data_folder(SyntheticData data, int threads, const ProgressFunction& progress) {
  const auto made = [&](const std::string& name, auto synthesize, const auto& spec) {
    const fs::path folder = cache_folder() / name;
    if (!fs::exists(folder)) synthesize(folder, spec, threads, progress);
    return folder;
  };
  switch (data) {
    case SyntheticData::digits: {
      const SyntheticDigitsSpec spec;
      return made(std::format("synthetic-digits-{}x{}-seed{}", spec.speakers, spec.takes, spec.seed),
                  synthesize_digits, spec);
    }
    case SyntheticData::words: {
      const SyntheticWordsSpec spec;
      return made(std::format("synthetic-words-{}x{}-seed{}", spec.speakers, spec.words, spec.seed),
                  synthesize_words, spec);
    }
    case SyntheticData::songs: {
      const SyntheticSongsSpec spec;
      return made(std::format("synthetic-songs-{}x{}-seed{}", spec.participants, spec.takes, spec.seed),
                  synthesize_songs, spec);
    }
  }
  std::unreachable();
}

}  // namespace earshot
