#include "data/synthetic_data.h"

#include <algorithm>
#include <cstdlib>
#include <format>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>

#include "data/file_lock.h"
#include "data/synthetic_songs.h"
#include "data/synthetic_voices.h"
#include "error.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

constexpr std::pair<SyntheticData, const char*> kNames[] = {
    {SyntheticData::digits, "digits"}, {SyntheticData::digits_flite, "digits-flite"},
    {SyntheticData::words, "words"},   {SyntheticData::words_flite, "words-flite"},
    {SyntheticData::songs, "songs"},
};

fs::path cache_folder() {
  if (const char* cache = std::getenv("EARSHOT_CACHE")) return cache;
  if (const char* home = std::getenv("HOME")) return fs::path(home) / ".cache" / "earshot";
  return fs::temp_directory_path() / "earshot";
}

}  // namespace

std::optional<SyntheticData> find_synthetic_data(std::string_view name) {
  const auto found = std::ranges::find(kNames, name, &std::pair<SyntheticData, const char*>::second);
  return found == std::end(kNames) ? std::nullopt : std::optional(found->first);
}

std::vector<std::string> synthetic_data_names() {
  std::vector<std::string> names;
  for (const auto& [data, name] : kNames) names.emplace_back(name);
  return names;
}

const char* making(SyntheticData data) {
  switch (data) {
    case SyntheticData::digits:
    case SyntheticData::digits_flite:
      return "Speaking digits";
    case SyntheticData::words:
    case SyntheticData::words_flite:
      return "Speaking words";
    case SyntheticData::songs:
      return "Humming songs";
  }
  std::unreachable();
}

fs::path synthetic_data_folder(SyntheticData data, int threads, const ProgressFunction& progress) {
  const auto made = [&](const std::string& name, auto synthesize, const auto& spec) {
    const fs::path folder = cache_folder() / name;
    if (fs::exists(folder)) return folder;
    std::error_code failure;
    fs::create_directories(folder.parent_path(), failure);
    if (failure) {
      throw Error(folder.parent_path().string() + ": cannot be made: " + failure.message() +
                  "; let EARSHOT_CACHE name a folder that can be written to");
    }
    // Trainings that begin at the same time need the same voices.
    const FileLock lock(folder.string() + ".lock");
    if (!fs::exists(folder)) synthesize(folder, spec, threads, progress);
    return folder;
  };
  const auto digits = [&](const std::string& name, const SyntheticDigitsSpec& spec) {
    return made(std::format("{}-{}x{}-seed{}", name, spec.speakers, spec.takes, spec.seed), synthesize_digits,
                spec);
  };
  const auto words = [&](const std::string& name, const SyntheticWordsSpec& spec) {
    return made(std::format("{}-{}x{}-seed{}", name, spec.speakers, spec.words, spec.seed), synthesize_words,
                spec);
  };
  switch (data) {
    case SyntheticData::digits:
      return digits("synthetic-digits", {});
    case SyntheticData::digits_flite:
      return digits("flite-digits", {.engine = SpeechEngine::flite, .speakers = 4, .takes = 16});
    case SyntheticData::words:
      return words("synthetic-words", {});
    case SyntheticData::words_flite:
      return words("flite-words", {.engine = SpeechEngine::flite, .speakers = 4, .words = 120});
    case SyntheticData::songs: {
      const SyntheticSongsSpec spec;
      return made(std::format("synthetic-songs-{}x{}-seed{}", spec.participants, spec.takes, spec.seed),
                  synthesize_songs, spec);
    }
  }
  std::unreachable();
}

}  // namespace earshot
