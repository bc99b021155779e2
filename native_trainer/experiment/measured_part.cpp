#include "experiment/measured_part.h"

#include <algorithm>
#include <span>

namespace earshot {
namespace {

/// The examples themselves, if each is but a number or two.
std::vector<float> read_points(const Examples& examples) {
  const auto size = static_cast<std::size_t>(element_count(examples.shape()));
  if (size > 2) return {};
  std::vector<float> numbers(examples.size() * size);
  for (std::size_t i = 0; i < examples.size(); ++i) {
    examples.read(i, 0, std::span(numbers).subspan(i * size, size));
  }
  return numbers;
}

}  // namespace

std::vector<float> logits_of(const Network& network, const DataPart& part) {
  constexpr std::size_t kBatch = 64;
  const auto size = static_cast<std::size_t>(element_count(network.spec().input));
  std::vector<float> all;
  for (std::size_t begin = 0; begin < part.size(); begin += kBatch) {
    const std::size_t count = std::min(kBatch, part.size() - begin);
    std::vector<float> features(count * size);
    for (std::size_t i = 0; i < count; ++i) {
      part.examples->read(begin + i, 0, std::span(features).subspan(i * size, size));
    }
    const std::vector<float> logits = network.logits(features);
    all.insert(all.end(), logits.begin(), logits.end());
  }
  return all;
}

MeasuredPart measure_part(const Network& network, ModelCard::Task task, double temperature,
                          const std::vector<std::string>& labels, const DataPart& part) {
  const std::vector<float> logits = logits_of(network, part);
  const auto width = static_cast<std::size_t>(network.spec().logit_count());
  std::vector<Judgement> judgements;
  for (std::size_t i = 0; i < part.size(); ++i) {
    judgements.push_back(judge(part.origins[i], part.examples->targets()[i], task,
                               std::span(logits).subspan(i * width, width), temperature));
  }
  Metrics metrics = measure(task, labels, judgements);
  return {part.name, std::move(metrics), std::move(judgements), read_points(*part.examples)};
}

std::optional<MeasuredPart> measure_files(const MeasuredPart& part) {
  const auto is_excerpt = [](const Judgement& judgement) { return judgement.excerpt.has_value(); };
  if (std::ranges::none_of(part.judgements, is_excerpt)) return std::nullopt;
  std::vector<Judgement> files = judge_files(part.metrics.task, part.judgements);
  Metrics metrics = measure(part.metrics.task, part.metrics.labels, files);
  return MeasuredPart{part.name + " files", std::move(metrics), std::move(files), {}};
}

}  // namespace earshot
