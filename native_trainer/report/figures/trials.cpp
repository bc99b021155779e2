#include <algorithm>
#include <charconv>
#include <format>
#include <optional>

#include "report/figures.h"
#include "report/figures/figure.h"

namespace earshot {
namespace {

constexpr double kPanelWidth = 400.0;
constexpr double kHeight = 400.0;
constexpr std::size_t kLongestName = 22;  // characters of a value that is not a number

std::optional<double> number(const std::string& text) {
  double value = 0.0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = failure == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

/// Where the trials lie on an axis, and how the axis says so.
struct Placement {
  std::vector<double> x;  ///< one a trial
  std::string script;     ///< range, tics
};

Placement place_numbers(const std::vector<double>& numbers) {
  const auto [least, most] = std::ranges::minmax(numbers);
  const bool logarithmic = least > 0.0 && most >= 100.0 * least;
  const double margin = most > least ? 0.08 * (most - least) : 0.5;
  return {numbers, logarithmic
                       ? std::format("set logscale x\nset xrange [{}:{}]\nset xtics autofreq norotate\n",
                                     least / 2, most * 2)
                       : std::format("unset logscale x\nset xrange [{}:{}]\nset xtics autofreq norotate\n",
                                     least - margin, most + margin)};
}

Placement place_names(const std::vector<std::string>& values) {
  std::vector<std::string> names;
  Placement placement;
  for (const std::string& value : values) {
    const auto found = std::ranges::find(names, value);
    placement.x.push_back(static_cast<double>(found - names.begin()));
    if (found == names.end()) names.push_back(value);
  }
  std::string tics;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string name = names[i];
    if (name.size() > kLongestName) name = name.substr(0, kLongestName - 1) + "…";
    tics += std::format("{}{} {}", i ? ", " : "", text_literal(name), i);
  }
  placement.script = std::format("unset logscale x\nset xrange [-0.5:{}]\nset xtics ({}){}\n",
                                 static_cast<double>(names.size()) - 0.5, tics,
                                 names.size() > 2 ? " rotate by 30 right" : "");
  return placement;
}

Placement place(const std::vector<std::string>& values) {
  std::vector<double> numbers;
  for (const std::string& value : values) {
    if (const std::optional<double> read = number(value)) numbers.push_back(*read);
  }
  return numbers.size() == values.size() ? place_numbers(numbers) : place_names(values);
}

}  // namespace

void draw_trials(const TrialScatter& scatter, const std::string& title, const std::filesystem::path& png) {
  Figure figure(png, kPanelWidth * static_cast<double>(scatter.axes.size()), kHeight, title,
                "a dot a trial with its standard deviation over seeds; the best one ringed");
  figure.add(
      std::format("set multiplot\nset border 3\nset tics scale 0.5\nunset key\nset grid ytics {}\n"
                  "set ylabel {} textcolor rgb '{}'\nset offsets graph 0, graph 0, graph 0.06, graph 0.06\n",
                  kGrid, text_literal(scatter.y_label), kQuiet));
  for (std::size_t i = 0; i < scatter.axes.size(); ++i) {
    const Placement placement = place(scatter.axes[i].values);
    std::string rows;
    for (std::size_t k = 0; k < scatter.y.size(); ++k) {
      rows += std::format("{} {} {}\n", placement.x[k], scatter.y[k], scatter.deviation[k]);
    }
    const double left = kPanelWidth * static_cast<double>(i);
    figure.place_plot(left + 76, left + kPanelWidth - 24, kTop, kHeight - 96);
    figure.add("$trials << END\n" + rows + "END\n" + placement.script);
    figure.add(std::format(
        "set xlabel {} textcolor rgb '{}'\n"
        "plot $trials using 1:2:3 with yerrorbars pt 7 ps 0.8 lc rgb '#60{}', "
        "$trials using 1:2 every ::{}::{} with points pt 6 ps 2 lw 2 lc rgb '{}'\nunset label\n",
        text_literal(scatter.axes[i].name), kQuiet, kColors[0] + 1, scatter.best, scatter.best, kColors[1]));
  }
  figure.add("unset multiplot\n");
  figure.draw();
}

}  // namespace earshot
