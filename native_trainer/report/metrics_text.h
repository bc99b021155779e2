#pragma once

#include <cstddef>
#include <string>

#include "report/metrics.h"

namespace earshot {

/// Everything in Metrics for a terminal: accuracy, loss and calibration, the confusion matrix, accuracy by
/// class, by data set and by speaker.
std::string to_text(const Metrics& metrics);

/// The figures that count, in a line: "accuracy 98.40 % (492 of 500 clips), mean loss 0.0512".
std::string summary_of(const Metrics& metrics);

/// "98.40 %"
std::string percent(double share);

/// "94.00 % (94 of 100; 95 % interval 87.52 % to 97.22 %)", or "0 of 0".
std::string share_text(std::size_t count, std::size_t total);

}  // namespace earshot
