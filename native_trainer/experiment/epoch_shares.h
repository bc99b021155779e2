#pragma once

#include <vector>

#include "data/data_spec.h"
#include "experiment/data_part.h"

namespace earshot {

/// Of every training example, how often an epoch reads it, as its source has it.
std::vector<double> epoch_shares(const DataSpec& spec, const DataPart& training);

/// Of every label, the share of an epoch's examples that have it; 1 in all.
std::vector<double> label_shares(const DataSpec& spec, const DataPart& training, std::size_t labels);

}  // namespace earshot
