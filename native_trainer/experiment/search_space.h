#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "recipe/settings.h"

namespace earshot {

/// One key of a recipe, and what a sweep tries in its place.
struct SearchRange {
  /// Numbers to draw from.
  struct Interval {
    double low = 0.0;
    double high = 1.0;
    bool logarithmic = false;  ///< every factor is as likely as every other, not every difference
    bool whole = false;        ///< whole numbers only
  };
  std::string key = {};  ///< as Setting::key
  std::vector<std::string> values =
      {};  ///< to choose from, as TOML writes them; empty where there is an interval
  std::optional<Interval> interval = {};
};

/// From "KEY=[VALUE, ...]". Throws Error for anything else.
SearchRange parse_grid_range(std::string_view text);

/// From the same, or "KEY={ low = 1e-4, high = 1e-2, log = true }" for numbers between (log defaults to
/// false; whole numbers at both ends give whole numbers). Throws Error for anything else.
SearchRange parse_random_range(std::string_view text);

/// The settings of each trial: every combination of the ranges' values, the last range's changing fastest.
std::vector<std::vector<Setting>> grid_trials(const std::vector<SearchRange>& ranges);

/// `count` trials drawn from the ranges. The same seed gives the same trials, and a larger count the same
/// ones and more.
std::vector<std::vector<Setting>> random_trials(const std::vector<SearchRange>& ranges, std::size_t count,
                                                std::uint64_t seed);

}  // namespace earshot
