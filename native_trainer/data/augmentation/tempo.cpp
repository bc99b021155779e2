#include "data/augmentation/tempo.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "floats.h"

namespace earshot {
namespace {

constexpr double kHopSeconds = 0.0125;
/// Either way: more than half a period of the lowest voice, about 70 Hz.
constexpr double kSearchSeconds = 0.0075;

/// How alike two pieces are, whatever the level of the second: their correlation by the root of its energy.
float similarity(const float* piece, const float* other, std::size_t size) {
  Floats products{};
  Floats squares{};
  in_blocks(size, [&](std::size_t first, auto count) {
    const Floats y = load(other + first, count);
    products += load(piece + first, count) * y;
    squares += y * y;
  });
  const float correlation = (products[0] + products[1]) + (products[2] + products[3]);
  const float energy = (squares[0] + squares[1]) + (squares[2] + squares[3]);
  return energy > 0.0f ? correlation / std::sqrt(energy) : 0.0f;
}

}  // namespace

std::vector<float> change_tempo(std::span<const float> samples, double factor, int sample_rate) {
  const auto hop = static_cast<std::size_t>(std::lround(kHopSeconds * sample_rate));
  const auto search = static_cast<std::size_t>(std::lround(kSearchSeconds * sample_rate));
  const std::size_t window = 2 * hop;
  std::vector<float> weights(window);  // those of overlapping pieces add up to 1
  for (std::size_t i = 0; i < window; ++i) {
    weights[i] = static_cast<float>(
        0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(window)));
  }

  const auto length = static_cast<std::size_t>(std::lround(static_cast<double>(samples.size()) / factor));
  const std::size_t pieces = length / hop + 2;
  const auto place = [&](std::size_t piece) {
    return static_cast<std::size_t>(std::lround(static_cast<double>(piece * hop) * factor));
  };
  // The middle of a piece is `search + hop` behind where it begins in what follows.
  std::vector<float> padded(std::max(place(pieces), samples.size()) + 2 * (window + search));
  std::ranges::copy(samples, padded.begin() + static_cast<std::ptrdiff_t>(search + hop));

  std::vector<float> result(pieces * hop + window);
  std::size_t begin = search;
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    if (piece > 0) {
      const float* continuation = padded.data() + begin + hop;
      const std::size_t expected = place(piece) + search;
      begin = expected;
      float best = similarity(continuation, padded.data() + expected, hop);
      for (std::size_t candidate = expected - search; candidate <= expected + search; ++candidate) {
        const float alike = similarity(continuation, padded.data() + candidate, hop);
        if (alike > best) {
          best = alike;
          begin = candidate;
        }
      }
    }
    for (std::size_t i = 0; i < window; ++i) result[piece * hop + i] += weights[i] * padded[begin + i];
  }
  // The first half of the first piece has nothing to overlap with; it lies before the sound.
  return {result.begin() + static_cast<std::ptrdiff_t>(hop),
          result.begin() + static_cast<std::ptrdiff_t>(hop + length)};
}

}  // namespace earshot
