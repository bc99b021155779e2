#pragma once

#include <string>

#include "report/metrics.h"

namespace earshot {

/// Everything in Metrics for a terminal: accuracy and loss, the confusion matrix, accuracy by class and by
/// speaker.
std::string to_text(const Metrics& metrics);

/// The figures that count, in a line: "accuracy 98.40 % (492 of 500 clips), mean loss 0.0512".
std::string summary_of(const Metrics& metrics);

/// "98.40 %"
std::string percent(double share);

}  // namespace earshot
