#include "features/window.h"

#include <cmath>
#include <cstddef>
#include <numbers>

namespace earshot {
namespace {

std::vector<double> raised_cosine(double offset, int length, bool periodic) {
  std::vector<double> window(static_cast<std::size_t>(length), 1.0);
  const int period = periodic ? length : length - 1;
  if (period < 1) return window;
  for (std::size_t i = 0; i < window.size(); ++i) {
    window[i] = offset - (1.0 - offset) * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / period);
  }
  return window;
}

}  // namespace

std::vector<double> make_window(StftSpec::Window window, int length, bool periodic) {
  switch (window) {
    case StftSpec::Window::hann:
      return raised_cosine(0.5, length, periodic);
    case StftSpec::Window::hamming:
      return raised_cosine(0.54, length, periodic);
    case StftSpec::Window::rectangular:
      break;
  }
  return std::vector<double>(static_cast<std::size_t>(length), 1.0);
}

}  // namespace earshot
