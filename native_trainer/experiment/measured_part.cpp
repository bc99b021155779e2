#include "experiment/measured_part.h"

#include <algorithm>
#include <span>

namespace earshot {
namespace {

/// What the network says of every example.
std::vector<Judgement> judge_all(const Network& network, ModelCard::Task task, const DataPart& part) {
  constexpr std::size_t kBatch = 64;
  const auto size = static_cast<std::size_t>(element_count(network.spec().input));
  const auto width = static_cast<std::size_t>(network.spec().logit_count());
  std::vector<Judgement> judgements;
  for (std::size_t begin = 0; begin < part.size(); begin += kBatch) {
    const std::size_t count = std::min(kBatch, part.size() - begin);
    std::vector<float> features(count * size);
    for (std::size_t i = 0; i < count; ++i) {
      part.examples->read(begin + i, 0, std::span(features).subspan(i * size, size));
    }
    const std::vector<float> logits = network.logits(features);
    for (std::size_t i = 0; i < count; ++i) {
      judgements.push_back(judge(part.origins[begin + i], part.examples->targets()[begin + i], task,
                                 std::span(logits).subspan(i * width, width)));
    }
  }
  return judgements;
}

}  // namespace

MeasuredPart measure_part(const Network& network, ModelCard::Task task,
                          const std::vector<std::string>& labels, const DataPart& part) {
  std::vector<Judgement> judgements = judge_all(network, task, part);
  Metrics metrics = measure(task, labels, judgements);
  return {part.name, std::move(metrics), std::move(judgements)};
}

}  // namespace earshot
