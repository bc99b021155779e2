#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "report/metrics.h"

namespace earshot {

/// One row a clip: file, speaker, truth, prediction, then the probability of each label (RFC 4180).
void write_predictions_csv(const std::filesystem::path& path, const std::vector<std::string>& labels,
                           std::span<const Judgement> judgements);

}  // namespace earshot
