#pragma once

#include <optional>
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
  std::vector<float> numbers = {};         ///< [example][number]: the generated points; none of recordings
};

/// What the network gives for every example: [example][logit].
std::vector<float> logits_of(const Network& network, const DataPart& part);

/// `temperature` is that of the model card.
MeasuredPart measure_part(const Network& network, ModelCard::Task task, double temperature,
                          const std::vector<std::string>& labels, const DataPart& part);

/// A part that was measured by excerpts, by whole files (judge_files): "test files". Nothing where examples
/// are whole clips.
std::optional<MeasuredPart> measure_files(const MeasuredPart& part);

}  // namespace earshot
