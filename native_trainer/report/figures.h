#pragma once

#include <filesystem>
#include <string>
#include <utility>
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

/// Panels side by side over one kind of x, e.g. loss and accuracy over epochs. Values that span more than two
/// orders of magnitude get a logarithmic axis; curves without a point, and panels without a curve, are left
/// out.
void draw_curves(const std::vector<CurvePanel>& panels, const std::string& title, const std::string& x_label,
                 const std::filesystem::path& png);

/// What a regression of one number from one number came to.
struct Fit {
  std::vector<double> x = {};       ///< the number that each example is; may be empty for draw_estimates
  std::vector<double> target = {};  ///< one an example
  std::vector<double> output = {};  ///< likewise
};

/// The data as dots, the prediction as a line over x.
void draw_fit(const Fit& fit, const std::string& title, const std::string& subtitle,
              const std::filesystem::path& png);

/// The prediction against the truth, for examples that are more than one number.
void draw_estimates(const Fit& fit, const std::string& title, const std::string& subtitle,
                    const std::filesystem::path& png);

/// What a model of two labels says of every place in the plane, and of some points in it.
struct DecisionMap {
  struct Point {
    double x = 0.0;
    double y = 0.0;
    std::size_t truth = 0;  ///< index of its label
    bool correct = true;
  };
  std::vector<std::string> labels = {};  ///< {negative, positive}
  std::vector<Point> points = {};
  double low_x = 0.0;  ///< the part of the plane that is shown
  double high_x = 1.0;
  double low_y = 0.0;
  double high_y = 1.0;
  int columns = 0;  ///< of a grid over it, from edge to edge; both at least 2
  int rows = 0;
  std::vector<float> probabilities = {};  ///< [row][column], of the positive label; the first row at low_y

  double x_of(int column) const { return low_x + (high_x - low_x) * column / (columns - 1); }
  double y_of(int row) const { return low_y + (high_y - low_y) * row / (rows - 1); }
};

/// The points by their label, ringed where the model is wrong, on a ground shaded by the probability, with
/// the line of even chances.
void draw_decision(const DecisionMap& map, const std::string& title, const std::string& subtitle,
                   const std::filesystem::path& png);

/// Accuracy by group (speakers, classes, variants) as bars with the mean as a line; of many groups the
/// lowest.
void draw_accuracy_bars(const std::vector<Metrics::Group>& groups, const std::string& title,
                        const std::filesystem::path& png);

/// Numbers of one kind, shown as a histogram.
struct Distribution {
  std::string name = {};
  std::vector<double> values = {};
};

/// How many clips the groups of one kind have.
struct GroupCounts {
  std::string name = {};  ///< of the kind: "class"
  std::vector<std::pair<std::string, std::size_t>> groups = {};
};

/// What there is in a folder of recordings: the distributions above each other, beside them the counts as
/// bars; of very many groups those with the most clips.
void draw_survey(const std::vector<Distribution>& distributions, const std::vector<GroupCounts>& counts,
                 const std::string& title, const std::string& subtitle, const std::filesystem::path& png);

/// What trials of a sweep came to, over each of the values that they differ in.
struct TrialScatter {
  struct Axis {
    std::string name = {};                 ///< the key
    std::vector<std::string> values = {};  ///< one a trial, as TOML writes it
  };
  std::vector<Axis> axes = {};
  std::string y_label = {};
  std::vector<double> y = {};          ///< one a trial
  std::vector<double> deviation = {};  ///< likewise; 0 for a single seed
  std::size_t best = 0;                ///< index of the trial that is chosen
};

/// A panel an axis, a dot a trial with its deviation as a bar, the best one ringed. Numbers are placed by
/// size (logarithmically where they span two orders of magnitude), anything else side by side.
void draw_trials(const TrialScatter& scatter, const std::string& title, const std::filesystem::path& png);

}  // namespace earshot
