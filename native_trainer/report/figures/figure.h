#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// Apart for every kind of color vision (Okabe and Ito).
inline constexpr const char* kColors[] = {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"};
inline constexpr const char* kInk = "#1F2933";
inline constexpr const char* kQuiet = "#7B8794";
inline constexpr const char* kGrid = "back lt 1 lc rgb '#D5DBE1' lw 0.8";

/// Where the plot may begin below title and subtitle, layout pixels.
inline constexpr double kTop = 76.0;

/// The layout pixels that a text takes at most, in the size of labels.
double text_width(std::string_view text);
double widest(const std::vector<std::string>& texts);

/// Text as gnuplot reads it between double quotes.
std::string text_literal(const std::string& text);

/// A figure of gnuplot's: a script that draws into a file beside its own, which takes its place when it is
/// done. All lengths are layout pixels, from the left and the top.
class Figure {
 public:
  /// The title stands at the top left, the subtitle below it; the figure is wide enough for both.
  Figure(std::filesystem::path png, double width, double height, const std::string& title,
         const std::string& subtitle);

  /// The edges of the plot that comes next.
  void place_plot(double left, double right, double top, double bottom);

  /// Adds lines to the script.
  void add(std::string_view script) { script_ += script; }

  /// Runs gnuplot. Throws Error when it is missing or complains.
  void draw();

 private:
  std::filesystem::path png_;
  std::filesystem::path aside_;
  double width_;
  double height_;
  std::string script_;
};

}  // namespace earshot
