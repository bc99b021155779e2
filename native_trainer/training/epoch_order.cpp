#include "training/epoch_order.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "random.h"

namespace earshot {
namespace {

std::map<double, std::vector<std::size_t>> indices_by_share(const std::vector<double>& shares) {
  std::map<double, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < shares.size(); ++i) groups[shares[i]].push_back(i);
  return groups;
}

std::size_t count_of(double share, std::size_t examples) {
  return std::max<std::size_t>(1, std::lround(share * static_cast<double>(examples)));
}

/// Fisher-Yates.
void shuffle_indices(std::vector<std::size_t>& indices, Random& random) {
  for (std::size_t i = indices.size(); i > 1; --i) std::swap(indices[i - 1], indices[random.index(i)]);
}

}  // namespace

EpochOrder::EpochOrder(std::vector<double> shares, bool shuffle, std::uint64_t seed)
    : shares_(std::move(shares)), shuffle_(shuffle), seed_(seed) {
  for (const auto& [share, indices] : indices_by_share(shares_)) size_ += count_of(share, indices.size());
}

std::vector<std::size_t> EpochOrder::of_epoch(long epoch) const {
  Random random({seed_, static_cast<std::uint64_t>(epoch)});
  std::vector<std::size_t> order;
  for (const auto& [share, indices] : indices_by_share(shares_)) {
    const std::size_t count = count_of(share, indices.size());
    std::vector<std::size_t> drawn = indices;
    if (count < indices.size()) shuffle_indices(drawn, random);
    order.insert(order.end(), drawn.begin(), drawn.begin() + static_cast<std::ptrdiff_t>(count));
  }
  std::ranges::sort(order);
  if (shuffle_) shuffle_indices(order, random);
  return order;
}

}  // namespace earshot
