#include "report/figures/figure.h"

#include <algorithm>
#include <format>
#include <utility>

#include "data/program.h"
#include "error.h"
#include "report/figures.h"

namespace earshot {
namespace {

namespace fs = std::filesystem;

constexpr double kMargin = 20.0;
constexpr int kLabelSize = 9;  // points at 96 dots an inch: 12 layout pixels
constexpr int kTitleSize = 12;

}  // namespace

double text_width(std::string_view text) {
  // Characters rather than bytes: UTF-8 continuation bytes take no room.
  const auto characters =
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return 7.0 * static_cast<double>(characters);
}

double widest(const std::vector<std::string>& texts) {
  double width = 0.0;
  for (const std::string& text : texts) width = std::max(width, text_width(text));
  return width;
}

std::string text_literal(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n') continue;
    result += c;
  }
  return result + '"';
}

Figure::Figure(fs::path png, double width, double height, const std::string& title,
               const std::string& subtitle)
    : png_(std::move(png)), aside_(png_.string() + ".partial"), height_(height) {
  constexpr double kTitleScale = static_cast<double>(kTitleSize) / kLabelSize;
  width_ =
      std::max({width, 2 * kMargin + kTitleScale * text_width(title), 2 * kMargin + text_width(subtitle)});
  add(std::format(
      "set encoding utf8\n"
      "set terminal pngcairo noenhanced size {:.0f},{:.0f} font 'Inter,{}' linewidth {} background rgb "
      "'white'\n"
      "set output {}\n"
      "set border lc rgb '{}'\nset tics textcolor rgb '{}' nomirror\n",
      width_ * kFigureScale, height_ * kFigureScale, kLabelSize * kFigureScale, kFigureScale,
      text_literal(aside_.string()), kQuiet, kInk));
  add(std::format("set label 1 {} at screen {},{} left font 'Inter,{}' textcolor rgb '{}'\n",
                  text_literal(title), kMargin / width_, 1.0 - 24 / height_, kTitleSize * kFigureScale,
                  kInk));
  add(std::format("set label 2 {} at screen {},{} left textcolor rgb '{}'\n", text_literal(subtitle),
                  kMargin / width_, 1.0 - 48 / height_, kQuiet));
}

void Figure::place_plot(double left, double right, double top, double bottom) {
  add(
      std::format("set lmargin at screen {}\nset rmargin at screen {}\nset tmargin at screen {}\n"
                  "set bmargin at screen {}\n",
                  left / width_, right / width_, 1.0 - top / height_, 1.0 - bottom / height_));
}

void Figure::draw() {
  const ProgramResult result = run_program({"gnuplot", "-"}, script_ + "unset output\n");
  if (result.exit_code != 0 || !fs::exists(aside_)) {
    fs::remove(aside_);
    throw Error(png_.string() +
                ": gnuplot cannot draw it: " + result.complaints.substr(0, result.complaints.find("\n\n")));
  }
  fs::rename(aside_, png_);
}

}  // namespace earshot
