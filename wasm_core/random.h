#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace earshot {

/// A small, fast generator (SplitMix64: Steele, Lea, Flood 2014) whose numbers depend on its seed alone, on
/// every machine. Not for secrets.
class Random {
 public:
  /// Several numbers may identify a stream, e.g. {seed, epoch, index}; neighboring streams are unrelated.
  Random(std::initializer_list<std::uint64_t> seed);

  std::uint64_t bits();
  double uniform();                         ///< [0, 1)
  double uniform(double low, double high);  ///< [low, high)
  std::size_t index(std::size_t count);     ///< 0 ... count - 1; count > 0
  double normal();                          ///< mean 0, deviation 1
  bool chance(double probability) { return uniform() < probability; }

 private:
  std::uint64_t state_ = 0;
};

}  // namespace earshot
