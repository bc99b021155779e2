#include <format>

#include "report/figures.h"
#include "report/figures/figure.h"
#include "report/metrics_text.h"

namespace earshot {

void draw_accuracy_bars(const std::vector<Metrics::Group>& groups, const std::string& title,
                        const std::filesystem::path& png) {
  constexpr std::size_t kMostBars = 60;
  const std::vector<Metrics::Group> shown = least_accurate(groups, kMostBars);
  std::vector<std::string> names;
  std::string bars;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const Metrics::Group& group = shown[i];
    names.push_back(group.name);
    bars +=
        std::format("{} {} {} {} {}\n", i, 100.0 * group.accuracy(), text_literal(group.name),
                    text_literal(percent(group.accuracy())), text_literal(std::format("of {}", group.clips)));
  }
  double sum = 0.0;
  for (const Metrics::Group& group : groups) sum += group.accuracy();
  const double mean = sum / static_cast<double>(groups.size());
  std::string summary = std::format("mean of {}: {} (dashed)", groups.size(), percent(mean));
  if (shown.size() < groups.size()) summary += std::format("; the {} lowest", shown.size());
  const auto count = static_cast<double>(shown.size());
  const double left = 36 + widest(names);
  const double right = left + 380;
  const double bottom = kTop + 22.0 * count;

  Figure figure(png, right + 140, bottom + 44, title, summary);
  figure.place_plot(left, right, kTop, bottom);
  figure.add("$bars << END\n" + bars + "END\n");
  figure.add(std::format(
      "unset key\nset border 1\nset xrange [0:100]\nset yrange [{0}:-0.5]\nset xtics 20 format '%.0f %%' "
      "scale 0.5\n"
      "set ytics scale 0\nset grid xtics {1}\nset style fill solid noborder\n"
      "set arrow 1 from {2},graph 0 to {2},graph 1 nohead dt 2 lc rgb '{3}' front\n",
      count - 0.5, kGrid, 100.0 * mean, kInk));
  figure.add(
      std::format("plot $bars using (0):1:(0):2:($1-0.36):($1+0.36):ytic(3) with boxxyerror lc rgb '{0}', "
                  "$bars using (100):1:4 with labels right offset 9.5,0 textcolor rgb '{1}', "
                  "$bars using (100):1:5 with labels left offset 10.5,0 textcolor rgb '{2}'\n",
                  kColors[0], kInk, kQuiet));
  figure.draw();
}

}  // namespace earshot
