#include "random.h"

#include <cmath>
#include <numbers>

namespace earshot {

Random::Random(std::initializer_list<std::uint64_t> seed) {
  for (const std::uint64_t number : seed) {
    state_ ^= number;
    state_ = bits();
  }
}

std::uint64_t Random::bits() {
  state_ += 0x9e3779b97f4a7c15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

double Random::uniform() {
  return static_cast<double>(bits() >> 11) * 0x1p-53;
}

double Random::uniform(double low, double high) {
  return low + (high - low) * uniform();
}

std::size_t Random::index(std::size_t count) {
  return static_cast<std::size_t>(bits() % count);
}

double Random::normal() {
  // Box and Muller, 1958; 1 - uniform() is never 0.
  const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

}  // namespace earshot
