#include "audio/level.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "floats.h"

namespace earshot {
namespace {

constexpr double kFloor = -120.0;

float decibels(double amplitude) {
  return static_cast<float>(amplitude > 0.0 ? std::max(kFloor, 20.0 * std::log10(amplitude)) : kFloor);
}

}  // namespace

Level measure_level(std::span<const float> samples) {
  if (samples.empty()) return {};
  // Blocks so short that in single precision nothing is lost that a level would show, and that the processor
  // can begin the next one before it is done with the last.
  constexpr std::size_t kBlock = 64;
  double energy = 0.0;
  Floats peak{};
  for (std::size_t begin = 0; begin < samples.size(); begin += kBlock) {
    const auto block = samples.subspan(begin, std::min(kBlock, samples.size() - begin));
    Floats block_energy{};
    Floats block_peak{};
    in_blocks(block.size(), [&](std::size_t first, auto count) {
      const Floats some = load(&block[first], count);
      block_energy += some * some;
      block_peak = greater(absolute(some), block_peak);
    });
    for (std::size_t i = 0; i < kFloats; ++i) energy += double{block_energy[i]};
    peak = greater(block_peak, peak);
  }
  return {decibels(std::sqrt(energy / static_cast<double>(samples.size()))), decibels(greatest_of(peak))};
}

}  // namespace earshot
