#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "data/layout.h"
#include "data/progress.h"

namespace earshot {

/// What there is in a folder of recordings, every clip decoded once.
struct Survey {
  /// A clip by its length.
  struct Extreme {
    std::filesystem::path path;
    std::size_t samples = 0;
    int sample_rate = 0;  ///< of the file, Hz
  };
  struct Group {
    std::size_t clips = 0;
    double seconds = 0.0;
  };

  FolderScan scan = {};
  Extreme longest = {};   ///< of the readable clips, by samples; the first of equals
  Extreme shortest = {};  ///< likewise
  double seconds = 0.0;
  std::map<std::string, Group, decltype(&natural_less)> classes{&natural_less};
  std::map<std::string, Group, decltype(&natural_less)> speakers{&natural_less};
  std::map<int, std::size_t> rates = {};           ///< Hz -> clips
  std::vector<std::string> broken = {};            ///< a line each: the path and what is wrong
  std::vector<std::filesystem::path> silent = {};  ///< clips whose rms level is below kSilenceDbfs
  static constexpr float kSilenceDbfs = -70.0f;
};

/// Counts samples at `rate` Hz as the resampler would give them, or at each file's own rate if 0. Throws
/// Error as scan_folder does, and when not one clip can be read.
Survey survey_folder(const std::filesystem::path& directory, std::string_view layout, int rate, int threads,
                     const ProgressFunction& progress = {});

}  // namespace earshot
