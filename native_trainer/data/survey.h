#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "data/folder_scan.h"
#include "data/natural_order.h"
#include "data/progress.h"

namespace earshot {

/// What there is in a folder of recordings, every clip decoded once.
struct Survey {
  /// A clip that can be read.
  struct Recording {
    std::filesystem::path path = {};
    std::size_t samples = 0;
    int sample_rate = 0;  ///< of the file, Hz
    double seconds = 0.0;
    float level_dbfs = 0.0f;  ///< rms of the mean of its channels

    bool silent() const { return level_dbfs < kSilenceDbfs; }
  };
  struct Group {
    std::size_t clips = 0;
    double seconds = 0.0;
  };
  using Groups = std::map<std::string, Group, decltype(&natural_less)>;

  FolderScan scan = {};
  std::vector<Recording> recordings = {};  ///< in the order of scan.clips, without the broken ones
  std::vector<std::string> broken = {};    ///< a line each: the path and what is wrong
  double seconds = 0.0;
  Groups classes{&natural_less};
  Groups speakers{&natural_less};
  std::map<int, std::size_t> rates = {};  ///< Hz -> clips
  static constexpr float kSilenceDbfs = -70.0f;

  /// By samples; the first of equals.
  const Recording& longest() const;
  const Recording& shortest() const;
  /// By level; the first of equals.
  const Recording& loudest() const;
  const Recording& quietest() const;
  float median_level_dbfs() const;
};

/// Counts samples at `rate` Hz as the resampler would give them, or at each file's own rate if 0. Throws
/// Error as scan_folder does, and when not one clip can be read.
Survey survey_folder(const std::filesystem::path& directory, std::string_view layout, int rate, int threads,
                     const ProgressFunction& progress = {});

}  // namespace earshot
