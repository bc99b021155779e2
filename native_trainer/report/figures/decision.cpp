#include <format>

#include "report/figures.h"
#include "report/figures/figure.h"

namespace earshot {
namespace {

/// Points of one kind, drawn over those before them.
std::string dots(const DecisionMap& map, const auto& belongs) {
  std::string rows;
  for (const DecisionMap::Point& point : map.points) {
    if (belongs(point)) rows += std::format("{} {}\n", point.x, point.y);
  }
  return rows;
}

}  // namespace

void draw_decision(const DecisionMap& map, const std::string& title, const std::string& subtitle,
                   const std::filesystem::path& png) {
  constexpr double kLeft = 68.0;
  constexpr double kPlot = 440.0;
  constexpr double kRight = kLeft + kPlot;
  constexpr double kTopOfPlot = kTop + 16;  // below the legend
  constexpr double kBottom = kTopOfPlot + kPlot;

  std::string grid;
  for (int row = 0; row < map.rows; ++row) {
    for (int column = 0; column < map.columns; ++column) {
      grid += std::format("{} {} {}\n", map.x_of(column), map.y_of(row),
                          map.probabilities[static_cast<std::size_t>(row * map.columns + column)]);
    }
    grid += '\n';
  }

  Figure figure(png, kRight + 110, kBottom + 56, title, subtitle);
  figure.place_plot(kLeft, kRight, kTopOfPlot, kBottom);
  figure.add("$grid << END\n" + grid + "END\n");
  // The line of even chances, found by gnuplot's contours.
  figure.add(
      "set table $boundary\nset contour base\nset cntrparam levels discrete 0.5\nunset surface\n"
      "splot $grid using 1:2:3\nunset table\nunset contour\nset surface\n");
  figure.add(
      std::format("set xrange [{}:{}]\nset yrange [{}:{}]\n", map.low_x, map.high_x, map.low_y, map.high_y));
  figure.add(
      std::format("set border 3\nset tics scale 0.5\nset xlabel 'x₁' textcolor rgb '{0}'\nset ylabel 'x₂' "
                  "textcolor rgb "
                  "'{0}'\n"
                  "set cbrange [0:1]\nset palette defined (0 '#A9CFE8', 0.5 '#FFFFFF', 1 '#F4C29A')\n"
                  "set cblabel {1} textcolor rgb '{0}'\nset cbtics 0.25 scale 0\nset colorbox noborder\n"
                  "set key at graph 1,1.065 right horizontal textcolor rgb '{2}' samplen 1\n",
                  kQuiet, text_literal("probability of " + map.labels[1]), kInk));

  std::string plots =
      "plot $grid using 1:2:3 with image notitle, $boundary using 1:2 with lines lw 1.5 lc rgb '" +
      std::string(kInk) + "' notitle";
  const auto add_dots = [&](const std::string& name, const std::string& block, const std::string& rows,
                            const std::string& style) {
    if (rows.empty()) return;
    figure.add(block + " << END\n" + rows + "END\n");
    plots += std::format(", {} using 1:2 with points {} title {}", block, style, text_literal(name));
  };
  for (std::size_t label = 0; label < map.labels.size(); ++label) {
    add_dots(map.labels[label], std::format("$label{}", label),
             dots(map, [&](const DecisionMap::Point& point) { return point.truth == label; }),
             std::format("pt 7 ps 0.6 lc rgb '{}'", kColors[label]));
  }
  add_dots("wrong", "$wrong", dots(map, [](const DecisionMap::Point& point) { return !point.correct; }),
           std::format("pt 6 ps 1.1 lw 0.7 lc rgb '{}'", kInk));
  figure.add(plots + "\n");
  figure.draw();
}

}  // namespace earshot
