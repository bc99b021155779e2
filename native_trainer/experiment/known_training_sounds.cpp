#include "experiment/known_training_sounds.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "inference/onnx_runtime_backend.h"
#include "model/further_output.h"
#include "random.h"

namespace earshot {
namespace {

constexpr std::size_t kRejected = 160;
constexpr std::size_t kOthers = 400;

/// How many of each label are wanted.
std::vector<std::size_t> quotas(const ModelCard& card) {
  const auto rejected = [&](const std::string& label) {
    return std::ranges::contains(card.decision.rejected, label);
  };
  const auto of_kind = [&](bool kind) {
    return std::max<std::size_t>(1,
                                 static_cast<std::size_t>(std::ranges::count(card.labels, kind, rejected)));
  };
  std::vector<std::size_t> quotas;
  for (const std::string& label : card.labels)
    quotas.push_back(
        std::max<std::size_t>(1, (rejected(label) ? kRejected : kOthers) / of_kind(rejected(label))));
  return quotas;
}

/// The examples in an order that is drawn.
std::vector<std::size_t> drawn_order(std::size_t examples) {
  std::vector<std::size_t> order(examples);
  std::iota(order.begin(), order.end(), std::size_t{0});
  Random random({1});
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.index(i)]);
  return order;
}

}  // namespace

KnownSounds find_known_sounds(std::span<const std::byte> bytes, const ModelFile& model,
                              const DataPart& training) {
  if (!model.embedding || model.card.task != ModelCard::Task::single_label) return {};
  std::vector<std::byte> extended(bytes.begin(), bytes.end());
  const std::vector<std::byte> addition = further_output(*model.embedding);
  extended.insert(extended.end(), addition.begin(), addition.end());
  ModelFile embedder = model;
  embedder.output.name = *model.embedding;
  OnnxRuntimeBackend network(extended, embedder);

  std::vector<std::size_t> wanted = quotas(model.card);
  Features features;
  features.values.resize(static_cast<std::size_t>(model.card.input_count()));
  std::vector<std::vector<float>> embeddings;
  std::vector<std::int64_t> labels;
  for (const std::size_t example : drawn_order(training.size())) {
    const auto label = static_cast<std::size_t>(training.examples->targets()[example]);
    std::size_t& missing = wanted[label];
    if (missing == 0) continue;
    --missing;
    training.examples->read(example, 0, features.values);
    embeddings.push_back(network.logits(features));
    labels.push_back(static_cast<std::int64_t>(label));
  }
  return known_sounds_of(embeddings, labels);
}

}  // namespace earshot
