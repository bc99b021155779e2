#include <algorithm>
#include <format>
#include <limits>

#include "report/figures.h"
#include "report/figures/figure.h"

namespace earshot {
namespace {

/// Without what has nothing to show.
std::vector<CurvePanel> drawable(std::vector<CurvePanel> panels) {
  for (CurvePanel& panel : panels)
    std::erase_if(panel.curves, [](const Curve& curve) { return curve.x.empty(); });
  std::erase_if(panels, [](const CurvePanel& panel) { return panel.curves.empty(); });
  return panels;
}

/// The names of all curves, once each: a curve has one look in every panel.
std::vector<std::string> names_of(const std::vector<CurvePanel>& panels) {
  std::vector<std::string> names;
  for (const CurvePanel& panel : panels) {
    for (const Curve& curve : panel.curves) {
      if (!std::ranges::contains(names, curve.name)) names.push_back(curve.name);
    }
  }
  return names;
}

/// Whether the values span so much that a linear axis would show the largest only, as losses of the first
/// epochs do.
bool needs_logarithm(const CurvePanel& panel) {
  double least = std::numeric_limits<double>::infinity();
  double most = 0.0;
  for (const Curve& curve : panel.curves) {
    for (const double y : curve.y) {
      least = std::min(least, y);
      most = std::max(most, y);
    }
  }
  return least > 0.0 && most > 100.0 * least;
}

}  // namespace

void draw_curves(const std::vector<CurvePanel>& given, const std::string& title, const std::string& x_label,
                 const std::filesystem::path& png) {
  const std::vector<CurvePanel> panels = drawable(given);
  constexpr double kPanel = 460.0;
  constexpr double kLegendLine = 18.0;
  const std::vector<std::string> names = names_of(panels);
  // A few names fit above the panels; more stand beside them.
  const bool beside = names.size() > 3;
  const double panels_width = kPanel * static_cast<double>(panels.size());
  const double height =
      std::max(380.0, beside ? kTop + kLegendLine * static_cast<double>(names.size()) : 0.0);
  const auto look = [&](const std::string& name) {
    const auto index = std::ranges::find(names, name) - names.begin();
    return std::format("lw 1.5 lc rgb '{}' dt {}", kColors[index % std::ssize(kColors)],
                       index / std::ssize(kColors) + 1);
  };

  Figure figure(png, panels_width + (beside ? 70 + widest(names) : 0.0), height, title, "");
  figure.add(
      std::format("set multiplot\nset border 3\nset xlabel {} textcolor rgb '{}'\nset tics scale 0.5\n",
                  text_literal(x_label), kQuiet));
  for (std::size_t i = 0; i < panels.size(); ++i) {
    const bool logarithm = needs_logarithm(panels[i]);
    std::string plots;
    for (const Curve& curve : panels[i].curves) {
      const std::string block = std::format("$panel{}curve{}", i, &curve - panels[i].curves.data());
      figure.add(block + " << END\n");
      for (std::size_t k = 0; k < curve.x.size(); ++k) {
        figure.add(std::format("{} {}\n", curve.x[k], curve.y[k]));
      }
      figure.add("END\n");
      plots += std::format("{}{} using 1:2 with {} {} title {}", plots.empty() ? "" : ", ", block,
                           curve.x.size() < 2 ? "points pt 7 ps 1" : "lines", look(curve.name),
                           text_literal(curve.name));
    }
    const double left = kPanel * static_cast<double>(i);
    figure.place_plot(left + 68, left + kPanel - 24, kTop, height - 56);
    if (beside) {
      figure.add("unset key\n");
    } else {
      figure.add(
          std::format("set key at graph 1,1.1 right horizontal textcolor rgb '{}' samplen 1.5\n", kInk));
    }
    figure.add(
        std::format("{} logscale y\nset grid ytics {}\nset ylabel {} textcolor rgb '{}'\nplot {}\n"
                    "unset label\n",
                    logarithm ? "set" : "unset", kGrid,
                    text_literal(panels[i].y_label + (logarithm ? ", logarithmic" : "")), kQuiet, plots));
  }
  if (beside) {
    std::string plots;
    for (const std::string& name : names) {
      plots += std::format("{}1/0 with lines {} title {}", plots.empty() ? "" : ", ", look(name),
                           text_literal(name));
    }
    figure.place_plot(panels_width, panels_width + 1, kTop, height - 56);
    figure.add(
        std::format("unset logscale y\nunset border\nunset tics\nunset xlabel\nunset ylabel\nunset grid\n"
                    "set xrange [0:1]\nset yrange [0:1]\n"
                    "set key at graph 1,1 left top Left reverse vertical textcolor rgb '{}' samplen 1.5\n"
                    "plot {}\n",
                    kInk, plots));
  }
  figure.add("unset multiplot\n");
  figure.draw();
}

}  // namespace earshot
