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
template <typename Item>
void shuffle_items(std::vector<Item>& items, Random& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.index(i)]);
}

/// Different for every pair; there are fewer epochs than 2^32.
std::uint64_t variation_of(long epoch, std::size_t repetition) {
  return static_cast<std::uint64_t>(epoch) + (static_cast<std::uint64_t>(repetition) << 32);
}

}  // namespace

EpochOrder::EpochOrder(std::vector<double> shares, bool shuffle, std::uint64_t seed)
    : shares_(std::move(shares)), shuffle_(shuffle), seed_(seed) {
  for (const auto& [share, indices] : indices_by_share(shares_)) size_ += count_of(share, indices.size());
}

std::vector<ExampleReading> EpochOrder::of_epoch(long epoch) const {
  Random random({seed_, static_cast<std::uint64_t>(epoch)});
  std::vector<ExampleReading> order;
  for (const auto& [share, indices] : indices_by_share(shares_)) {
    const std::size_t count = count_of(share, indices.size());
    std::vector<std::size_t> drawn = indices;
    if (count % indices.size() != 0) shuffle_items(drawn, random);
    for (std::size_t i = 0; i < count; ++i) {
      order.push_back({drawn[i % drawn.size()], variation_of(epoch, i / drawn.size())});
    }
  }
  std::ranges::sort(
      order, {}, [](const ExampleReading& reading) { return std::pair(reading.index, reading.variation); });
  if (shuffle_) shuffle_items(order, random);
  return order;
}

}  // namespace earshot
