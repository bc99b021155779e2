#include <algorithm>
#include <format>
#include <numeric>

#include "report/figures.h"
#include "report/figures/figure.h"

namespace earshot {
namespace {

constexpr double kWidth = 560.0;
constexpr double kHeight = 456.0;

void begin_plot(Figure& figure, const std::string& x_label, const std::string& y_label) {
  figure.place_plot(68, kWidth - 24, kTop + 16, kHeight - 56);
  figure.add(
      std::format("set border 3\nset tics scale 0.5\nset grid {0}\n"
                  "set key at graph 1,1.09 right horizontal textcolor rgb '{1}' samplen 1.5\n"
                  "set xlabel {2} textcolor rgb '{3}'\nset ylabel {4} textcolor rgb '{3}'\n",
                  kGrid, kInk, text_literal(x_label), kQuiet, text_literal(y_label)));
}

}  // namespace

void draw_fit(const Fit& fit, const std::string& title, const std::string& subtitle,
              const std::filesystem::path& png) {
  std::vector<std::size_t> order(fit.x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return fit.x[i]; });
  std::string rows;
  for (const std::size_t i : order) rows += std::format("{} {} {}\n", fit.x[i], fit.target[i], fit.output[i]);

  Figure figure(png, kWidth, kHeight, title, subtitle);
  begin_plot(figure, "x", "y");
  figure.add("$rows << END\n" + rows + "END\n");
  figure.add(
      std::format("plot $rows using 1:2 with points pt 7 ps 0.7 lc rgb '#80{}' title 'data', "
                  "$rows using 1:3 with lines lw 2 lc rgb '{}' title 'prediction'\n",
                  kColors[0] + 1, kColors[1]));
  figure.draw();
}

void draw_estimates(const Fit& fit, const std::string& title, const std::string& subtitle,
                    const std::filesystem::path& png) {
  std::string rows;
  for (std::size_t i = 0; i < fit.target.size(); ++i) {
    rows += std::format("{} {}\n", fit.target[i], fit.output[i]);
  }
  Figure figure(png, kWidth, kHeight, title, subtitle);
  begin_plot(figure, "true", "predicted");
  figure.add("$rows << END\n" + rows + "END\n");
  figure.add(
      std::format("plot x with lines dt 2 lc rgb '{}' title 'as it should be', "
                  "$rows using 1:2 with points pt 7 ps 0.7 lc rgb '#80{}' title 'examples'\n",
                  kInk, kColors[0] + 1));
  figure.draw();
}

}  // namespace earshot
