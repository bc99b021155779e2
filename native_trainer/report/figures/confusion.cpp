#include <algorithm>
#include <cmath>
#include <format>

#include "report/figures.h"
#include "report/figures/figure.h"
#include "report/metrics_text.h"

namespace earshot {
namespace {

/// White to blue through shades of even lightness steps; 0 is none of a row, 1 all of it.
std::string shade(double share) {
  const double s = std::sqrt(share);  // so that a single confusion can be seen
  const auto mix = [&](double from, double to) {
    return static_cast<int>(std::lround(from + (to - from) * s));
  };
  return std::format("0x{:02X}{:02X}{:02X}", mix(247, 8), mix(250, 81), mix(252, 156));
}

}  // namespace

void draw_confusion(const Metrics& metrics, const std::string& title, const std::filesystem::path& png) {
  constexpr double kTopOfMatrix = kTop + 14;  // below the heading of the accuracies
  const auto count = static_cast<double>(metrics.labels.size());
  const double label_width = widest(metrics.labels);
  const double cell = std::clamp(560.0 / count, 26.0, count < 5 ? 76.0 : 52.0);
  const bool turned = label_width > cell;
  const double left = 50 + label_width;
  const double right = left + cell * count;
  const double bottom = kTopOfMatrix + cell * count;

  std::string boxes;
  std::string counts;
  std::string accuracies = std::format("set label 3 'accuracy' at first {},{} left textcolor rgb '{}'\n",
                                       count - 0.35, -0.5 - 14 / cell, kQuiet);
  std::string ticks;
  for (std::size_t truth = 0; truth < metrics.labels.size(); ++truth) {
    ticks += std::format("{}{} {}", truth ? ", " : "", text_literal(metrics.labels[truth]), truth);
    const Metrics::Group& group = metrics.classes[truth];
    accuracies +=
        std::format("set label {} {} at first {},{} left textcolor rgb '{}'\n", truth + 4,
                    text_literal(group.clips ? percent(group.accuracy()) : "-"), count - 0.35, truth, kInk);
    for (std::size_t prediction = 0; prediction < metrics.labels.size(); ++prediction) {
      const std::size_t clips = metrics.confusion[truth][prediction];
      const double share = clips ? static_cast<double>(clips) / static_cast<double>(group.clips) : 0.0;
      boxes += std::format("{} {} {}\n", prediction, truth, shade(share));
      if (clips) {
        counts +=
            std::format("{} {} {} {}\n", prediction, truth, clips, share > 0.35 ? "0xFFFFFF" : "0x1F2933");
      }
    }
  }

  Figure figure(png, right + 80, bottom + 44 + (turned ? label_width * 0.75 : 16), title,
                summary_of(metrics));
  figure.place_plot(left, right, kTopOfMatrix, bottom);
  figure.add(accuracies);
  figure.add(
      std::format("set xrange [-0.5:{0}]\nset yrange [{0}:-0.5]\nunset key\nunset border\n", count - 0.5));
  figure.add(std::format("set xtics ({0}) scale 0 {1}\nset ytics ({0}) scale 0\n", ticks,
                         turned ? "rotate by 45 right" : ""));
  figure.add(std::format(
      "set xlabel 'predicted' textcolor rgb '{0}'\nset ylabel 'true' textcolor rgb '{0}'\n", kQuiet));
  figure.add("$boxes << END\n" + boxes + "END\n");
  // A matrix without a single clip has no counts to plot.
  if (!counts.empty()) figure.add("$counts << END\n" + counts + "END\n");
  figure.add(
      "set style fill solid noborder\n"
      "plot $boxes using 1:2:($1-0.48):($1+0.48):($2-0.48):($2+0.48):(int(strcol(3))) with boxxyerror lc rgb "
      "variable");
  if (!counts.empty()) {
    figure.add(", $counts using 1:2:3:(int(strcol(4))) with labels textcolor rgb variable");
  }
  figure.add("\n");
  figure.draw();
}

}  // namespace earshot
