#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace earshot {

/// An example that an epoch reads.
struct ExampleReading {
  std::size_t index = 0;
  std::uint64_t variation = 0;  ///< for Examples::read: another one every time that the example is read

  bool operator==(const ExampleReading&) const = default;
};

/// Which examples an epoch reads, and in which order.
class EpochOrder {
 public:
  /// `shares`: one an example, above 0. Of the examples of one share, that share is read in an epoch
  /// (rounded, at least one), drawn anew every time; with 1 all are, with 2.5 all are read twice and half of
  /// them a third time. `shuffle`: in random order, else in that of the indices.
  EpochOrder(std::vector<double> shares, bool shuffle, std::uint64_t seed);

  /// How many examples every epoch reads.
  std::size_t size() const { return size_; }
  /// The same seed and epoch give the same.
  std::vector<ExampleReading> of_epoch(long epoch) const;

 private:
  std::vector<double> shares_;
  bool shuffle_;
  std::uint64_t seed_;
  std::size_t size_ = 0;
};

}  // namespace earshot
