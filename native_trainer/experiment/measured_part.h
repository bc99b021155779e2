#pragma once

#include <string>
#include <vector>

#include "experiment/data_part.h"
#include "network/network.h"
#include "report/metrics.h"

namespace earshot {

/// How a network did on one part of the data.
struct MeasuredPart {
  std::string name = {};  ///< "test"
  Metrics metrics = {};
  std::vector<Judgement> judgements = {};  ///< one an example
};

MeasuredPart measure_part(const Network& network, ModelCard::Task task,
                          const std::vector<std::string>& labels, const DataPart& part);

}  // namespace earshot
