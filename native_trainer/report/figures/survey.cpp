#include <algorithm>
#include <cmath>
#include <format>
#include <map>

#include "report/figures.h"
#include "report/figures/figure.h"

namespace earshot {
namespace {

constexpr double kHistogramWidth = 380.0;
constexpr double kHistogramHeight = 190.0;
constexpr double kBarLength = 240.0;
constexpr double kBarHeight = 19.0;

/// About 24 bins of 1, 2 or 5 times a power of ten.
double bin_width(const std::vector<double>& values) {
  const auto [least, most] = std::ranges::minmax(values);
  const double rough = std::max(most - least, 1e-3) / 24;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= rough) return factor * power;
  }
  return 10 * power;
}

void draw_histogram(Figure& figure, const Distribution& distribution, double top) {
  const double width = bin_width(distribution.values);
  std::map<long, std::size_t> bins;
  for (const double value : distribution.values) ++bins[std::lround(std::floor(value / width))];
  std::string rows;
  for (const auto& [bin, count] : bins) {
    rows += std::format("{} {}\n", (static_cast<double>(bin) + 0.5) * width, count);
  }
  const double low = static_cast<double>(bins.begin()->first - 1) * width;
  const double high = static_cast<double>(bins.rbegin()->first + 2) * width;
  figure.place_plot(60, kHistogramWidth, top, top + kHistogramHeight - 62);
  figure.add("$bins << END\n" + rows + "END\n");
  figure.add(
      std::format("set border 1\nset xrange [{}:{}]\nset yrange [0:*]\nset xtics auto scale 0.5\n"
                  "set ytics auto scale 0\nunset grid\nset grid ytics {}\nset xlabel {} textcolor rgb '{}'\n"
                  "set boxwidth {}\n"
                  "plot $bins using 1:2 with boxes lc rgb '{}'\nunset label\n",
                  low, high, kGrid, text_literal(distribution.name), kQuiet, 0.92 * width, kColors[0]));
}

/// Those that are shown of a kind: all, or the ones with the most clips.
std::vector<std::pair<std::string, std::size_t>> shown_groups(const GroupCounts& counts) {
  constexpr std::size_t kMostBars = 50;
  auto groups = counts.groups;
  if (groups.size() <= kMostBars) return groups;
  std::ranges::stable_sort(groups, std::ranges::greater(), &std::pair<std::string, std::size_t>::second);
  groups.resize(kMostBars);
  return groups;
}

/// How wide a kind of groups is, with its names on the left and the counts behind the bars.
double bars_width(const GroupCounts& counts) {
  double names = 0.0;
  for (const auto& [name, clips] : counts.groups) names = std::max(names, text_width(name));
  return names + kBarLength + 90;
}

void draw_bars(Figure& figure, const GroupCounts& counts, double left) {
  const auto groups = shown_groups(counts);
  std::string rows;
  std::size_t most = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto& [name, clips] = groups[i];
    rows += std::format("{} {} {}\n", i, clips, text_literal(name));
    most = std::max(most, clips);
  }
  const double right = left + bars_width(counts);
  std::string title = std::format("clips by {}", counts.name);
  if (groups.size() < counts.groups.size()) {
    title += std::format(" (the {} largest of {})", groups.size(), counts.groups.size());
  }
  figure.place_plot(right - kBarLength - 60, right - 60, kTop,
                    kTop + kBarHeight * static_cast<double>(groups.size()));
  figure.add("$bars << END\n" + rows + "END\n");
  figure.add(std::format(
      "set border 0\nset xrange [0:{0}]\nset yrange [{1}:-0.5]\nunset xtics\nset ytics scale 0\nunset grid\n"
      "set xlabel {2} textcolor rgb '{3}'\n"
      "plot $bars using (0):1:(0):2:($1-0.38):($1+0.38):ytic(3) with boxxyerror lc rgb '{4}', "
      "$bars using 2:1:2 with labels left offset 0.5,0 textcolor rgb '{3}'\nunset label\n",
      most, static_cast<double>(groups.size()) - 0.5, text_literal(title), kQuiet, kColors[0]));
}

}  // namespace

void draw_survey(const std::vector<Distribution>& distributions, const std::vector<GroupCounts>& counts,
                 const std::string& title, const std::string& subtitle, const std::filesystem::path& png) {
  double width = kHistogramWidth + 30;
  double height = kHistogramHeight * static_cast<double>(distributions.size());
  for (const GroupCounts& kind : counts) {
    width += bars_width(kind);
    height = std::max(height, kBarHeight * static_cast<double>(shown_groups(kind).size()) + 40);
  }
  Figure figure(png, width, kTop + height + 16, title, subtitle);
  figure.add("set multiplot\nunset key\nset style fill solid noborder\n");
  double top = kTop;
  for (const Distribution& distribution : distributions) {
    draw_histogram(figure, distribution, top);
    top += kHistogramHeight;
  }
  double left = kHistogramWidth + 30;
  for (const GroupCounts& kind : counts) {
    draw_bars(figure, kind, left);
    left += bars_width(kind);
  }
  figure.add("unset multiplot\n");
  figure.draw();
}

}  // namespace earshot
