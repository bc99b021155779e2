#include "experiment/search_space.h"

#include <cmath>
#include <format>

#include "error.h"
#include "random.h"
#include "recipe/section.h"

namespace earshot {
namespace {

/// Where in a text a place is that toml++ counts in lines and characters from 1.
std::size_t offset_of(std::string_view text, const toml::source_position& position) {
  toml::source_position at{1, 1};
  std::size_t offset = 0;
  for (; offset < text.size(); ++offset) {
    if ((static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80) continue;  // within a character of UTF-8
    if (at == position) break;
    at = text[offset] == '\n' ? toml::source_position{at.line + 1, 1}
                              : toml::source_position{at.line, at.column + 1};
  }
  return offset;
}

SearchRange::Interval read_interval(const toml::table& value, const std::string& name) {
  Section section(value, name);
  SearchRange::Interval interval;
  interval.low = section.number("low", -1e12, 1e12);
  interval.high = section.number("high", -1e12, 1e12);
  interval.logarithmic = section.flag("log", false);
  interval.whole = value["low"].is_integer() && value["high"].is_integer();
  section.finish();
  if (interval.low >= interval.high) section.fail("high", "must be above low");
  if (interval.logarithmic && interval.low <= 0.0) section.fail("low", "must be above 0 with log = true");
  return interval;
}

/// Each as it was written, for tables of results to show.
std::vector<std::string> read_values(const toml::array& list, const Setting& setting) {
  if (list.empty()) throw Error(setting.key + ": the list of values is empty");
  const std::string text = "value = " + setting.value;
  std::vector<std::string> values;
  for (const toml::node& value : list) {
    const std::size_t begin = offset_of(text, value.source().begin);
    values.push_back(text.substr(begin, offset_of(text, value.source().end) - begin));
  }
  return values;
}

std::string draw(const SearchRange& range, Random& random) {
  if (!range.interval) return range.values[random.index(range.values.size())];
  const auto& [low, high, logarithmic, whole] = *range.interval;
  // Whole numbers: each is the middle of an interval of length 1.
  const double margin = whole ? 0.5 : 0.0;
  const double drawn = logarithmic ? std::exp(random.uniform(std::log(low - margin), std::log(high + margin)))
                                   : random.uniform(low - margin, high + margin);
  if (whole) return std::to_string(std::lround(drawn));
  const std::string text = std::format("{:.4g}", drawn);
  // TOML's floats have a point or an exponent.
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

}  // namespace

SearchRange parse_grid_range(std::string_view text) {
  const Setting setting = parse_setting(text);
  const toml::table table = parse_setting_value(setting);
  const toml::array* list = table["value"].as_array();
  if (!list) throw Error(std::string(text) + ": must give a list of values: " + setting.key + "=[1, 2]");
  return {.key = setting.key, .values = read_values(*list, setting)};
}

SearchRange parse_random_range(std::string_view text) {
  const Setting setting = parse_setting(text);
  const toml::table table = parse_setting_value(setting);
  if (const toml::table* interval = table["value"].as_table()) {
    return {.key = setting.key, .interval = read_interval(*interval, std::string(text))};
  }
  if (const toml::array* list = table["value"].as_array()) {
    return {.key = setting.key, .values = read_values(*list, setting)};
  }
  throw Error(std::string(text) + ": must give a list of values, " + setting.key +
              "=[1, 2], or an interval, " + setting.key + "={ low = 1, high = 2 }");
}

std::vector<std::vector<Setting>> grid_trials(const std::vector<SearchRange>& ranges) {
  std::vector<std::vector<Setting>> trials = {{}};
  for (const SearchRange& range : ranges) {
    std::vector<std::vector<Setting>> more;
    for (const std::vector<Setting>& trial : trials) {
      for (const std::string& value : range.values) {
        more.push_back(trial);
        more.back().push_back({range.key, value});
      }
    }
    trials = std::move(more);
  }
  return trials;
}

std::vector<std::vector<Setting>> random_trials(const std::vector<SearchRange>& ranges, std::size_t count,
                                                std::uint64_t seed) {
  std::vector<std::vector<Setting>> trials(count);
  for (std::size_t i = 0; i < count; ++i) {
    Random random({seed, i});
    for (const SearchRange& range : ranges) trials[i].push_back({range.key, draw(range, random)});
  }
  return trials;
}

}  // namespace earshot
