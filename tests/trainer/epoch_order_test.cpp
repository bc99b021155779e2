#include "training/epoch_order.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace earshot {
namespace {

using testing::ElementsAre;

std::vector<std::size_t> indices_of(const EpochOrder& order, long epoch) {
  std::vector<std::size_t> indices;
  for (const ExampleReading& reading : order.of_epoch(epoch)) indices.push_back(reading.index);
  return indices;
}

TEST(EpochOrder, ReadsEveryExampleOnceByItself) {
  const EpochOrder order(std::vector<double>(50, 1.0), true, 1);
  EXPECT_EQ(order.size(), 50u);
  for (const long epoch : {1, 2}) {
    std::vector<std::size_t> read = indices_of(order, epoch);
    EXPECT_FALSE(std::ranges::is_sorted(read));
    std::ranges::sort(read);
    std::vector<std::size_t> all(50);
    std::iota(all.begin(), all.end(), std::size_t{0});
    EXPECT_EQ(read, all);
  }
}

TEST(EpochOrder, ReadsAShareThatIsDrawnAnew) {
  std::vector<double> shares(100, 1.0);
  for (std::size_t i = 40; i < 100; ++i) shares[i] = 0.25;
  const EpochOrder order(shares, true, 1);
  EXPECT_EQ(order.size(), 40u + 15u);
  std::set<std::size_t> ever;
  for (long epoch = 1; epoch <= 40; ++epoch) {
    const std::vector<std::size_t> read = indices_of(order, epoch);
    const std::set<std::size_t> different(read.begin(), read.end());
    EXPECT_EQ(different.size(), order.size()) << "none twice";
    EXPECT_EQ(std::ranges::count_if(read, [](std::size_t i) { return i < 40; }), 40);
    ever.insert(read.begin(), read.end());
  }
  EXPECT_EQ(ever.size(), 100u);
}

TEST(EpochOrder, DependsOnSeedAndEpochAlone) {
  const std::vector<double> shares(30, 0.5);
  const EpochOrder order(shares, true, 7);
  EXPECT_EQ(order.of_epoch(3), EpochOrder(shares, true, 7).of_epoch(3));
  EXPECT_NE(order.of_epoch(3), order.of_epoch(4));
  EXPECT_NE(order.of_epoch(3), EpochOrder(shares, true, 8).of_epoch(3));
}

TEST(EpochOrder, WithoutShufflingIsInOrder) {
  EXPECT_THAT(indices_of(EpochOrder({1.0, 1.0, 1.0}, false, 1), 5), ElementsAre(0, 1, 2));
  const std::vector<std::size_t> read = indices_of(EpochOrder(std::vector<double>(20, 0.3), false, 1), 5);
  EXPECT_EQ(read.size(), 6u);
  EXPECT_TRUE(std::ranges::is_sorted(read));
}

TEST(EpochOrder, ReadsExamplesSeveralTimesEachInAnotherVariation) {
  const EpochOrder order(std::vector<double>(10, 2.5), true, 1);
  EXPECT_EQ(order.size(), 25u);
  std::vector<int> times(10);
  std::set<std::pair<std::size_t, std::uint64_t>> different;
  for (const long epoch : {1, 2}) {
    for (const auto& [index, variation] : order.of_epoch(epoch)) {
      if (epoch == 1) ++times[index];
      different.emplace(index, variation);
    }
  }
  std::ranges::sort(times);
  EXPECT_THAT(times, ElementsAre(2, 2, 2, 2, 2, 3, 3, 3, 3, 3));
  EXPECT_EQ(different.size(), 50u);
}

TEST(EpochOrder, NeverLosesASourceOfWhichThereIsLittle) {
  EXPECT_EQ(EpochOrder({0.01, 0.01}, true, 1).size(), 1u);
}

}  // namespace
}  // namespace earshot
