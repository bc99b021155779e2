#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "report/metrics.h"

namespace earshot {

/// One row a clip or excerpt: file, where the excerpt begins in seconds (if there are any), speaker, truth
/// and prediction; then the probability of each label. Of a regression, truth and prediction are values and
/// end the row. RFC 4180.
void write_predictions_csv(const std::filesystem::path& path, const Metrics& metrics,
                           std::span<const Judgement> judgements);

}  // namespace earshot
