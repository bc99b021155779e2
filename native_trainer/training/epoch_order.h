#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace earshot {

/// Which examples an epoch reads, and in which order.
class EpochOrder {
 public:
  /// `shares`: one an example, above 0 to 1. Of the examples of one share, that share is read in an epoch
  /// (rounded, at least one), drawn anew every time; with 1 all are. `shuffle`: in random order, else in that
  /// of the indices.
  EpochOrder(std::vector<double> shares, bool shuffle, std::uint64_t seed);

  /// How many examples every epoch reads.
  std::size_t size() const { return size_; }
  /// Indices of examples. The same seed and epoch give the same.
  std::vector<std::size_t> of_epoch(long epoch) const;

 private:
  std::vector<double> shares_;
  bool shuffle_;
  std::uint64_t seed_;
  std::size_t size_ = 0;
};

}  // namespace earshot
