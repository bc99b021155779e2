#pragma once

#include <string>

#include "report/metrics.h"

namespace earshot {

/// Everything in Metrics for a terminal: accuracy and loss, the confusion matrix, accuracy by class and by
/// speaker.
std::string to_text(const Metrics& metrics);

/// "98.4 %"
std::string percent(double share);

}  // namespace earshot
