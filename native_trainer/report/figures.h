#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "report/metrics.h"

namespace earshot {

/// One line of a plot: y over x.
struct Curve {
  std::string name = {};
  std::vector<double> x = {};
  std::vector<double> y = {};  ///< as many as x
};

/// One plot of a figure.
struct CurvePanel {
  std::string y_label = {};
  std::vector<Curve> curves = {};
};

/// Pixels of a figure for one of its layout, so that it is sharp on dense screens and in print.
inline constexpr int kFigureScale = 2;

/// The figures are PNG files drawn by gnuplot. Each throws Error when gnuplot is missing or fails.

/// The confusion matrix with counts in its cells, rows the truth, and the accuracy of each class beside it.
void draw_confusion(const Metrics& metrics, const std::string& title, const std::filesystem::path& png);

/// Panels side by side over one kind of x, e.g. loss and accuracy over epochs.
void draw_curves(const std::vector<CurvePanel>& panels, const std::string& title, const std::string& x_label,
                 const std::filesystem::path& png);

/// Accuracy by group (speakers, classes, variants) as bars with the mean as a line; of many groups the
/// lowest.
void draw_accuracy_bars(const std::vector<Metrics::Group>& groups, const std::string& title,
                        const std::filesystem::path& png);

}  // namespace earshot
