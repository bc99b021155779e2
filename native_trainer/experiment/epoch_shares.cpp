#include "experiment/epoch_shares.h"

#include <algorithm>
#include <numeric>

namespace earshot {

std::vector<double> epoch_shares(const DataSpec& spec, const DataPart& training) {
  std::vector<double> shares;
  for (const ClipFile& clip : training.origins) {
    const auto source = std::ranges::find(spec.sources, clip.source, &SourceSpec::name);
    shares.push_back(source == spec.sources.end() ? 1.0 : source->epoch_share);
  }
  return shares;
}

std::vector<double> label_shares(const DataSpec& spec, const DataPart& training, std::size_t labels) {
  const std::vector<double> examples = epoch_shares(spec, training);
  std::vector<double> shares(labels);
  for (std::size_t i = 0; i < examples.size(); ++i) {
    shares[static_cast<std::size_t>(training.examples->targets()[i])] += examples[i];
  }
  const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (double& share : shares) share /= total;
  return shares;
}

}  // namespace earshot
