#include "report/figures.h"

#include <algorithm>
#include <cmath>
#include <format>

#include "data/program.h"
#include "error.h"
#include "report/metrics_text.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

/// Deep enough for white text, and apart for every kind of color vision (Okabe and Ito).
constexpr const char* kColors[] = {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"};
constexpr const char* kInk = "#1F2933";
constexpr const char* kQuiet = "#7B8794";
constexpr const char* kGrid = "back lt 1 lc rgb '#D5DBE1' lw 0.8";

constexpr double kTop = 76.0;  ///< room for title and subtitle, layout pixels

/// Text as gnuplot reads it between double quotes.
std::string text_literal(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n') continue;
    result += c;
  }
  return result + '"';
}

/// `width` and `height` in layout pixels; the title stands at the top left, the subtitle below it.
std::string begin_figure(const fs::path& aside, double width, double height, const std::string& title,
                         const std::string& subtitle) {
  std::string script = std::format(
      "set encoding utf8\n"
      "set terminal pngcairo noenhanced size {:.0f},{:.0f} font 'Inter,{}' linewidth {} background rgb "
      "'white'\n"
      "set output {}\n"
      "set border lc rgb '{}'\nset tics textcolor rgb '{}' nomirror\n",
      width * kFigureScale, height * kFigureScale, 9 * kFigureScale, kFigureScale,
      text_literal(aside.string()), kQuiet, kInk);
  script += std::format("set label 1 {} at screen {},{} left font 'Inter,{}' textcolor rgb '{}'\n",
                        text_literal(title), 20 / width, 1.0 - 24 / height, 12 * kFigureScale, kInk);
  script += std::format("set label 2 {} at screen {},{} left textcolor rgb '{}'\n", text_literal(subtitle),
                        20 / width, 1.0 - 48 / height, kQuiet);
  return script;
}

/// Edges of the plot in layout pixels from the figure's left and top.
std::string place_plot(double width, double height, double left, double right, double top, double bottom) {
  return std::format(
      "set lmargin at screen {}\nset rmargin at screen {}\nset tmargin at screen {}\nset bmargin at screen "
      "{}\n",
      left / width, right / width, 1.0 - top / height, 1.0 - bottom / height);
}

/// Runs gnuplot on a script that draws into `aside`, which then takes the figure's name.
void draw(const std::string& script, const fs::path& aside, const fs::path& png) {
  const ProgramResult result = run_program({"gnuplot", "-"}, script + "unset output\n");
  if (result.exit_code != 0 || !fs::exists(aside)) {
    throw Error(png.string() +
                ": gnuplot cannot draw it: " + result.complaints.substr(0, result.complaints.find("\n\n")));
  }
  fs::rename(aside, png);
}

fs::path beside(const fs::path& png) {
  return png.string() + ".partial";
}

std::size_t longest(const std::vector<std::string>& names) {
  std::size_t length = 0;
  for (const std::string& name : names) length = std::max(length, name.size());
  return length;
}

/// White to blue through shades of even lightness steps; 0 is none of a row, 1 all of it.
std::string shade(double share) {
  const double s = std::sqrt(share);  // so that a single confusion can be seen
  const auto mix = [&](double from, double to) {
    return static_cast<int>(std::lround(from + (to - from) * s));
  };
  return std::format("0x{:02X}{:02X}{:02X}", mix(247, 8), mix(250, 81), mix(252, 156));
}

}  // namespace

void draw_confusion(const Metrics& metrics, const std::string& title, const fs::path& png) {
  const auto count = static_cast<double>(metrics.labels.size());
  const double label_width = 7.0 * static_cast<double>(longest(metrics.labels));
  const double cell = std::clamp(560.0 / count, 26.0, 52.0);
  const bool turned = label_width > cell;
  const double left = 50 + label_width;
  const double right = left + cell * count;
  const double bottom = kTop + cell * count;
  const double width = std::max(right + 76, 420.0);
  const double height = bottom + 44 + (turned ? label_width * 0.75 : 16);

  std::string boxes;
  std::string counts;
  std::string accuracies;
  std::string ticks;
  for (std::size_t truth = 0; truth < metrics.labels.size(); ++truth) {
    ticks += std::format("{}{} {}", truth ? ", " : "", text_literal(metrics.labels[truth]), truth);
    const Metrics::Group& group = metrics.classes[truth];
    accuracies +=
        std::format("set label {} {} at first {},{} left textcolor rgb '{}'\n", truth + 3,
                    text_literal(group.clips ? percent(group.accuracy()) : "-"), count - 0.35, truth, kQuiet);
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

  const fs::path aside = beside(png);
  std::string script = begin_figure(aside, width, height, title, summary_of(metrics));
  script += place_plot(width, height, left, right, kTop, bottom);
  script += accuracies;
  script +=
      std::format("set xrange [-0.5:{0}]\nset yrange [{0}:-0.5]\nunset key\nunset border\n", count - 0.5);
  script += std::format("set xtics ({0}) scale 0 {1}\nset ytics ({0}) scale 0\n", ticks,
                        turned ? "rotate by 45 right" : "");
  script += std::format("set xlabel 'predicted' textcolor rgb '{0}'\nset ylabel 'true' textcolor rgb '{0}'\n",
                        kQuiet);
  script += "$boxes << END\n" + boxes + "END\n$counts << END\n" + counts + "END\n";
  script +=
      "set style fill solid noborder\n"
      "plot $boxes using 1:2:($1-0.48):($1+0.48):($2-0.48):($2+0.48):(int(strcol(3))) with boxxyerror lc rgb "
      "variable, "
      "$counts using 1:2:3:(int(strcol(4))) with labels textcolor rgb variable\n";
  draw(script, aside, png);
}

void draw_curves(const std::vector<CurvePanel>& panels, const std::string& title, const std::string& x_label,
                 const fs::path& png) {
  constexpr double kPanel = 460.0;
  const double width = kPanel * static_cast<double>(panels.size());
  const double height = 380.0;

  std::vector<std::string> names;  // a curve has one color in every panel
  for (const CurvePanel& panel : panels) {
    for (const Curve& curve : panel.curves) {
      if (!std::ranges::contains(names, curve.name)) names.push_back(curve.name);
    }
  }
  const auto color = [&](const std::string& name) {
    return kColors[(std::ranges::find(names, name) - names.begin()) % std::ssize(kColors)];
  };

  const fs::path aside = beside(png);
  std::string script = begin_figure(aside, width, height, title, "");
  script += std::format("set multiplot\nset border 3\nset grid ytics {}\nset xlabel {} textcolor rgb '{}'\n",
                        kGrid, text_literal(x_label), kQuiet);
  script += std::format(
      "set tics scale 0.5\nset key at graph 1,1.1 right horizontal textcolor rgb '{}' samplen 1.5\n", kInk);
  for (std::size_t i = 0; i < panels.size(); ++i) {
    std::string plots;
    for (const Curve& curve : panels[i].curves) {
      const std::string block = std::format("$panel{}curve{}", i, &curve - panels[i].curves.data());
      script += block + " << END\n";
      for (std::size_t k = 0; k < curve.x.size(); ++k)
        script += std::format("{} {}\n", curve.x[k], curve.y[k]);
      script += "END\n";
      plots += std::format("{}{} using 1:2 with {} lw 1.5 pt 7 ps 1 lc rgb '{}' title {}",
                           plots.empty() ? "" : ", ", block, curve.x.size() < 2 ? "points" : "lines",
                           color(curve.name), text_literal(curve.name));
    }
    const double left = kPanel * static_cast<double>(i);
    script += place_plot(width, height, left + 62, left + kPanel - 24, kTop, height - 56);
    script += std::format("set ylabel {} textcolor rgb '{}'\nplot {}\nunset label\n",
                          text_literal(panels[i].y_label), kQuiet, plots);
  }
  draw(script + "unset multiplot\n", aside, png);
}

void draw_accuracy_bars(const std::vector<Metrics::Group>& groups, const std::string& title,
                        const fs::path& png) {
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
  const double left = 36 + 7.0 * static_cast<double>(longest(names));
  const double right = left + 380;
  const double bottom = kTop + 22.0 * count;
  const double width = right + 140;
  const double height = bottom + 44;

  const fs::path aside = beside(png);
  std::string script = begin_figure(aside, width, height, title, summary);
  script += place_plot(width, height, left, right, kTop, bottom);
  script += "$bars << END\n" + bars + "END\n";
  script += std::format(
      "unset key\nset border 1\nset xrange [0:100]\nset yrange [{0}:-0.5]\nset xtics 20 format '%.0f %%' "
      "scale 0.5\n"
      "set ytics scale 0\nset grid xtics {1}\nset style fill solid noborder\n"
      "set arrow 1 from {2},graph 0 to {2},graph 1 nohead dt 2 lc rgb '{3}' front\n",
      count - 0.5, kGrid, 100.0 * mean, kInk);
  script += std::format(
      "plot $bars using (0):1:(0):2:($1-0.36):($1+0.36):ytic(3) with boxxyerror lc rgb '{0}', "
      "$bars using (100):1:4 with labels right offset 9.5,0 textcolor rgb '{1}', "
      "$bars using (100):1:5 with labels left offset 10.5,0 textcolor rgb '{2}'\n",
      kColors[0], kInk, kQuiet);
  draw(script, aside, png);
}

}  // namespace earshot
